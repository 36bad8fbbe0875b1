using AlturBridge.Calling;
using AlturBridge.Testing.Edges;

namespace AlturBridge.Tests.Calling;

/// <summary>Answers of each kind, over a socket: what they mean, and that each is requested only once.</summary>
public sealed class AlturClientStatusTests
{
    [Theory]
    [InlineData("401 Unauthorized", "", null)]
    [InlineData("503 Service Unavailable", "Retry-After: 17\r\n", 17.0)]
    [InlineData("429 Too Many Requests", "Retry-After: Mon, 02 Mar 2026 09:00:17 GMT\r\n", 17.0)]
    public async Task A_call_that_is_turned_away_placed_no_call(string status, string header, double? seconds)
    {
        await using var altur = Answering(status, "later", header);
        var client = AlturClients.Create(altur.BaseUrl, new WatchedTime(WatchedTime.Morning));

        var notPlaced = Assert.IsType<DialOutcome.NotPlaced>(await client.PlaceAsync(AlturClients.CallRequest, AlturClients.NoClaim));

        Assert.Equal(seconds, notPlaced.RetryAfter?.TotalSeconds);
        Assert.Contains(status[..3], notPlaced.Why, StringComparison.Ordinal);
        Assert.Single(altur.Requests);
    }

    [Theory]
    [InlineData("413 Content Too Large")]
    [InlineData("417 Expectation Failed")]
    [InlineData("422 Unprocessable Content")]
    public async Task A_call_that_would_be_refused_again_is_refused(string status)
    {
        await using var altur = Answering(status, "no such agent");

        var refused = Assert.IsType<DialOutcome.Refused>(await AlturClients.PlaceAsync(altur));

        Assert.Equal((status[..3], "no such agent"), ($"{(int)refused.Status}", refused.Answer));
        Assert.Single(altur.Requests);
    }

    [Theory]
    [InlineData("408 Request Timeout", "")]
    [InlineData("504 Gateway Timeout", "Retry-After: 1\r\n")]
    [InlineData("301 Moved Permanently", "Location: /api/v1.0/call\r\n")]
    [InlineData("302 Found", "Location: /api/v1.0/call\r\n")]
    [InlineData("303 See Other", "Location: /api/v1.0/call\r\n")]
    [InlineData("307 Temporary Redirect", "Location: /api/v1.0/call\r\n")]
    [InlineData("308 Permanent Redirect", "Location: /api/v1.0/call\r\n")]
    public async Task An_answer_that_does_not_say_whether_the_phone_rang_is_unknown_and_not_followed(string status, string header)
    {
        await using var altur = Answering(status, "upstream", header);

        var unknown = Assert.IsType<DialOutcome.Unknown>(await AlturClients.PlaceAsync(altur));

        Assert.Contains($"Altur answered {status[..3]} upstream.", unknown.Why, StringComparison.Ordinal);
        Assert.Single(altur.Requests);
    }

    [Theory]
    [InlineData("200 OK", "<!doctype html><title>Proxy</title>")]
    [InlineData("204 No Content", "")]
    public async Task A_success_without_a_record_is_a_call_with_an_unreadable_record(string status, string body)
    {
        await using var altur = Answering(status, body);

        Assert.IsType<DialOutcome.PlacedUnreadable>(await AlturClients.PlaceAsync(altur));
        Assert.Single(altur.Requests);
    }

    [Fact]
    public async Task A_server_that_asks_for_the_body_it_already_has_gets_it_once()
    {
        await using var altur = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n");
            await connection.AnswerAsync("201 Created", "{\"id\":\"1\"}");
            // Anything sent beyond the one request would be read here.
            await connection.ReadRequestAsync();
        });

        Assert.IsType<DialOutcome.Placed>(await AlturClients.PlaceAsync(altur));
        Assert.Single(altur.Requests);
    }

    private static RawServer Answering(string status, string body = "", string headers = "") => new(async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.AnswerAsync(status, body, headers);
        await connection.StayAsync();
    });
}
