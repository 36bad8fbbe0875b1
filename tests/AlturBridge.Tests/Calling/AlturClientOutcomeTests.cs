using AlturBridge.Calling;
using AlturBridge.Testing;
using AlturBridge.Testing.Edges;

namespace AlturBridge.Tests.Calling;

public sealed class AlturClientOutcomeTests
{
    [Fact]
    public async Task A_call_is_placed_and_its_record_kept_byte_for_byte()
    {
        await using var altur = Answering("201 Created", " {\"id\":\"1\",\r\n \"name\":\"Zoë\"} ");

        var placed = Assert.IsType<DialOutcome.Placed>(await AlturClients.PlaceAsync(altur));

        Assert.Equal(" {\"id\":\"1\",\r\n \"name\":\"Zoë\"} ", placed.Record.ToString());
    }

    [Fact]
    public async Task Half_a_record_is_a_call_with_an_unreadable_record()
    {
        await using var altur = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"id\":\"1\",");
        });

        Assert.IsType<DialOutcome.PlacedUnreadable>(await AlturClients.PlaceAsync(altur));
    }

    [Fact]
    public async Task A_record_that_broke_off_with_a_reset_is_unreadable_too()
    {
        var headers = new HeadersSeen();
        await using var altur = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{}\n\r\n");
            await headers.Task;
            connection.Reset();
        });

        Assert.IsType<DialOutcome.PlacedUnreadable>(
            await AlturClients.Create(altur.BaseUrl, onTheWay: headers).PlaceAsync(AlturClients.CallRequest, AlturClients.NoClaim));
    }

    [Fact]
    public async Task A_record_of_two_megabytes_is_not_queued()
    {
        await using var altur = Answering("201 Created", $"{{\"id\":\"{new string('x', 2 * 1024 * 1024)}\"}}");

        Assert.IsType<DialOutcome.PlacedUnreadable>(await AlturClients.PlaceAsync(altur));
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_unknown_once_the_timeout_is_over()
    {
        var time = new WatchedTime(WatchedTime.Morning);
        await using var altur = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.StayAsync();
        });
        var placing = AlturClients.Create(altur.BaseUrl, time).PlaceAsync(AlturClients.CallRequest, AlturClients.NoClaim);
        await Eventually.TrueAsync(() => altur.Requests.Count == 1);

        time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(placing.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        var unknown = Assert.IsType<DialOutcome.Unknown>(await placing.WaitAsync(Eventually.Deadline));
        Assert.Contains("within 30 s", unknown.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_followed_by_nothing_are_a_call_with_an_unreadable_record()
    {
        var time = new WatchedTime(WatchedTime.Morning);
        var headers = new HeadersSeen();
        await using var altur = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n");
            await connection.StayAsync();
        });
        var placing = AlturClients.Create(altur.BaseUrl, time, headers).PlaceAsync(AlturClients.CallRequest, AlturClients.NoClaim);
        await headers.Task.WaitAsync(Eventually.Deadline);

        time.Advance(TimeSpan.FromSeconds(30));

        Assert.IsType<DialOutcome.PlacedUnreadable>(await placing.WaitAsync(Eventually.Deadline));
    }

    private static RawServer Answering(string status, string body = "", string headers = "") => new(async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.AnswerAsync(status, body, headers);
        await connection.StayAsync();
    });
}
