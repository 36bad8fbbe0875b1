using System.Net;
using AlturBridge.Calling;
using AlturBridge.Messages;

namespace AlturBridge.Tests.Calling;

/// <summary>With <c>Calling__RedialUnknown</c> somebody chose to risk a second call rather than none.</summary>
public sealed class PlaceCallRedialTests : IDisposable
{
    private readonly PlaceCallBench bench = new();

    public PlaceCallRedialTests() => bench.Calling.RedialUnknown = true;

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData(500)]
    [InlineData(302)]
    [InlineData(408)]
    public async Task An_unknown_outcome_is_tried_again(int status)
    {
        bench.Altur.Answers((HttpStatusCode)status);

        await bench.FinishAsync(bench.DeliverAsync());

        Assert.Equal(["read state", "save claim", "POST", "save no claim", "abandon"], bench.Events);
        Assert.Equal(1, bench.AbandonedWith![MessageProperty.Attempt]);
        Assert.InRange(Assert.Single(bench.Waits).TotalSeconds, 1.6, 2.4);
    }

    [Fact]
    public async Task A_delivery_that_was_cut_off_is_dialled_again()
    {
        bench.Altur.PlacesCalls();
        bench.State = LaneStates.With(new Claim(PlaceCallBench.MessageId, WatchedTime.Morning.AddMinutes(-1)));

        await bench.DeliverAsync();

        Assert.Single(bench.Altur.Posts);
        Assert.Equal(["complete", "save no claim"], bench.Events.TakeLast(2));
        Assert.Empty(bench.Lane.Claims);
    }

    [Fact]
    public async Task A_call_that_was_placed_is_not_dialled_again()
    {
        bench.State = LaneStates.With(new Claim(PlaceCallBench.MessageId, WatchedTime.Morning, new BinaryData(StubAltur.Record).ToMemory()));

        await bench.DeliverAsync();

        Assert.Empty(bench.Altur.Posts);
        Assert.Single(bench.Sent);
    }

    [Fact]
    public async Task An_unreadable_record_is_not_dialled_again()
    {
        bench.Altur.Answers(HttpStatusCode.OK, "<html>");

        await bench.DeliverAsync();

        Assert.Equal(DeadLetterReason.UnreadableRecord, bench.DeadLetter!.Reason);
    }

    [Fact]
    public async Task An_attempt_that_placed_no_call_says_nothing_of_the_ones_before()
    {
        bench.Altur.Answers(HttpStatusCode.ServiceUnavailable);

        await bench.DeliverAsync(PlaceCallBench.Message(attempt: 9));

        Assert.Equal(DeadLetterReason.AlturUnavailable, bench.DeadLetter!.Reason);
        Assert.EndsWith("An earlier attempt may have placed a call: look for it at Altur before you replay.", bench.DeadLetter.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_last_attempt_nobody_is_told_that_no_call_was_placed()
    {
        bench.Altur.Answers(HttpStatusCode.InternalServerError);

        await bench.DeliverAsync(PlaceCallBench.Message(attempt: 9));

        Assert.Equal(DeadLetterReason.OutcomeUnknown, bench.DeadLetter!.Reason);
        Assert.Contains("may have been placed", bench.DeadLetter.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("safe to replay", bench.DeadLetter.Description, StringComparison.Ordinal);
    }
}
