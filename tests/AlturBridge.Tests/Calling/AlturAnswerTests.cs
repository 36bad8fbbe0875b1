using System.Net;
using AlturBridge.Calling;

namespace AlturBridge.Tests.Calling;

public sealed class AlturAnswerTests
{
    private static readonly TimeSpan AskedWait = TimeSpan.FromSeconds(7);

    public static TheoryData<int> EveryStatus => [.. Enumerable.Range(200, 400)];

    [Theory]
    [MemberData(nameof(EveryStatus))]
    public void Every_status_means_what_the_design_says(int status)
    {
        var expected = status switch
        {
            < 300 => typeof(DialOutcome.Placed),
            401 or 402 or 403 or 429 or 503 => typeof(DialOutcome.NotPlaced),
            400 or 404 or 405 or 409 or 410 or 413 or 415 or 422 => typeof(DialOutcome.Refused),
            > 400 and < 500 and not 408 => typeof(DialOutcome.Refused),
            _ => typeof(DialOutcome.Unknown),
        };

        Assert.IsType(expected, Answer(status, "{}").Meaning());
    }

    [Theory]
    [InlineData("[{\"id\":\"1\"}]")]
    [InlineData("\"created\"")]
    [InlineData("null")]
    [InlineData("<!doctype html><title>Proxy</title>")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("{\"id\":\"1\"")]
    [InlineData("{\"id\":\"1\"} {}")]
    public void A_success_without_a_JSON_object_is_a_call_with_an_unreadable_record(string body)
    {
        Assert.IsType<DialOutcome.PlacedUnreadable>(Answer(200, body).Meaning());
        Assert.IsType<DialOutcome.PlacedUnreadable>(Answer(202, body).Meaning());
    }

    [Fact]
    public void A_record_that_was_cut_is_unreadable_even_where_it_parses() =>
        Assert.IsType<DialOutcome.PlacedUnreadable>(
            new AlturAnswer(HttpStatusCode.OK, null, new BinaryData("{}"), IsWhole: false).Meaning());

    [Theory]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(503)]
    public void The_wait_that_Altur_asks_for_is_kept(int status)
    {
        Assert.Equal(AskedWait, Assert.IsType<DialOutcome.NotPlaced>(Answer(status, "busy", AskedWait).Meaning()).RetryAfter);
        Assert.Null(Assert.IsType<DialOutcome.NotPlaced>(Answer(status, "busy").Meaning()).RetryAfter);
    }

    [Fact]
    public void A_body_that_broke_off_does_not_change_what_a_status_means()
    {
        var refused = Assert.IsType<DialOutcome.Refused>(
            new AlturAnswer(HttpStatusCode.NotFound, null, new BinaryData("no such ag"), IsWhole: false).Meaning());

        Assert.Equal((HttpStatusCode.NotFound, "no such ag"), (refused.Status, refused.Answer));
    }

    [Fact]
    public void A_refusal_quotes_the_answer_in_one_line()
    {
        var refused = Assert.IsType<DialOutcome.Refused>(Answer(422, "\n{\r\n\"detail\":\"no such agent\"\n}\n").Meaning());

        Assert.Equal("{ \"detail\":\"no such agent\" }", refused.Answer);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(422)]
    [InlineData(500)]
    [InlineData(503)]
    public void At_most_a_thousand_characters_of_an_answer_are_quoted(int status)
    {
        var text = Text(Answer(status, new string('ñ', 5000)).Meaning());

        Assert.Equal(1000, text.Count(character => character == 'ñ'));
        Assert.Contains("ñ…", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(503)]
    [InlineData(504)]
    public void The_status_and_the_answer_are_named(int status)
    {
        var text = Text(Answer(status, "upstream").Meaning());

        Assert.Contains($"Altur answered {status}", text, StringComparison.Ordinal);
        Assert.Contains("upstream", text, StringComparison.Ordinal);
    }

    private static AlturAnswer Answer(int status, string body, TimeSpan? retryAfter = null) =>
        new((HttpStatusCode)status, retryAfter, new BinaryData(body), IsWhole: true);

    private static string Text(DialOutcome dial) => dial switch
    {
        DialOutcome.PlacedUnreadable unreadable => unreadable.Why,
        DialOutcome.NotPlaced notPlaced => notPlaced.Why,
        DialOutcome.Refused refused => refused.Answer,
        DialOutcome.Unknown unknown => unknown.Why,
        _ => throw new InvalidOperationException($"{dial} quotes nothing."),
    };
}
