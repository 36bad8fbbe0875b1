using System.Net;
using AlturBridge.Calling;
using AlturBridge.Messages;
using AlturBridge.Testing;
using AlturBridge.Testing.Edges;

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
    public async Task A_lead_whose_claim_may_have_been_lost_is_dialled()
    {
        bench.Altur.PlacesCalls();
        bench.State = new BinaryData("something else");

        await bench.DeliverAsync();

        Assert.Single(bench.Altur.Posts);
        Assert.Single(bench.Sent);
    }

    [Fact]
    public async Task A_delivery_that_may_still_be_out_is_heard_out_before_its_lead_is_dialled_again()
    {
        bench.Altur.PlacesCalls();
        bench.State = LaneStates.With(new Claim(PlaceCallBench.MessageId, WatchedTime.Morning.AddSeconds(-25)));
        var delivery = bench.DeliverAsync();
        await bench.WaitBegunAsync();
        Assert.Equal(TimeSpan.FromSeconds(20), Assert.Single(bench.Waits));
        Assert.Empty(bench.Altur.Posts);

        bench.Time.Advance(TimeSpan.FromSeconds(20));
        await delivery.WaitAsync(Eventually.Deadline);

        Assert.Single(bench.Altur.Posts);
    }

    [Fact]
    public async Task A_process_that_dies_of_every_post_does_not_dial_for_ever()
    {
        bench.Calling.MaxAttempts = 3;
        bench.Altur.PlacesCalls();
        bench.Failures["POST"] = new InvalidOperationException("The process dies here.");
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            // Nothing is left of such a delivery but its claim.
            await Assert.ThrowsAsync<InvalidOperationException>(() => bench.FinishAsync(bench.DeliverAsync()));
            Assert.Equal(attempt, bench.Claim!.Attempt);
        }

        bench.Failures.Clear();
        await bench.DeliverAsync();

        Assert.Equal(3, bench.Events.Count(happened => happened == "POST fails"));
        Assert.DoesNotContain("POST", bench.Events);
        Assert.Equal(DeadLetterReason.OutcomeUnknown, bench.DeadLetter!.Reason);
    }

    [Fact]
    public async Task An_attempt_that_ended_in_a_crash_counts_with_the_others()
    {
        bench.State = LaneStates.With(new Claim(PlaceCallBench.MessageId, WatchedTime.Morning.AddMinutes(-1), Attempt: 4));
        bench.Altur.Answers(HttpStatusCode.ServiceUnavailable);

        await bench.FinishAsync(bench.DeliverAsync(PlaceCallBench.Message(attempt: 2)));

        Assert.Equal(5, bench.AbandonedWith![MessageProperty.Attempt]);
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
