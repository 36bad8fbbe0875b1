using AlturBridge.Calling;
using AlturBridge.Messages;
using AlturBridge.Testing.Edges;

namespace AlturBridge.Tests.Calling;

/// <summary>What a delivery finds in the lane's state decides whether it may dial.</summary>
public sealed class PlaceCallClaimTests : IDisposable
{
    private static readonly DateTimeOffset Now = WatchedTime.Morning;

    private readonly PlaceCallBench bench = new();

    public PlaceCallClaimTests() => bench.Altur.PlacesCalls();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task A_claim_without_an_answer_is_parked_for_a_human_and_dials_nobody()
    {
        bench.State = LaneStates.With(new Claim(PlaceCallBench.MessageId, Now.AddMinutes(-3)));

        await bench.DeliverAsync();

        Assert.Equal(["read state", "dead-letter"], bench.Events);
        Assert.Equal(DeadLetterReason.OutcomeUnknown, bench.DeadLetter!.Reason);
        Assert.Contains("at 2026-03-02 08:57:00 UTC", bench.DeadLetter.Description, StringComparison.Ordinal);
        Assert.EndsWith(" The number is +52…78.", bench.DeadLetter.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_with_an_answer_is_queued_and_dials_nobody()
    {
        bench.State = LaneStates.With(new Claim(PlaceCallBench.MessageId, Now.AddMinutes(-3), new BinaryData(StubAltur.Record).ToMemory()));

        await bench.DeliverAsync();

        Assert.Equal(["read state", "send record", "mark handed on", "complete"], bench.Events);
        Assert.Equal(StubAltur.Record, Assert.Single(bench.Sent).Body.ToString());
        Assert.Null(bench.Claim!.Answer);
    }

    [Fact]
    public async Task A_claim_whose_record_was_queued_is_completed_and_nothing_is_sent_again()
    {
        bench.State = LaneStates.With(new Claim(PlaceCallBench.MessageId, Now.AddMinutes(-3), IsHandedOn: true));

        await bench.DeliverAsync();

        Assert.Equal(["read state", "complete"], bench.Events);
    }

    /// <summary>As another program may send one: duplicate detection lets it in after a day.</summary>
    [Fact]
    public async Task A_message_queued_after_the_claim_of_its_id_is_another_lead()
    {
        await bench.DeliverAsync();
        bench.Restart();
        bench.Time.Advance(TimeSpan.FromHours(25));

        await bench.DeliverAsync(PlaceCallBench.Message(enqueued: Now.AddHours(25)));

        Assert.Equal(2, bench.Altur.Posts.Count);
        Assert.Equal(2, bench.Sent.Count);
    }

    /// <summary>The host was down until the lead was too old: only the lane knows that a call had begun.</summary>
    [Fact]
    public async Task A_claim_outlasts_the_age_of_its_lead_while_another_lead_is_called()
    {
        var claimed = Now - bench.Leads.MaxAge - TimeSpan.FromMinutes(1);
        bench.State = LaneStates.With(new Claim(PlaceCallBench.MessageId, claimed));
        await bench.DeliverAsync(PlaceCallBench.Message(messageId: "json:lead-2"));

        await bench.DeliverAsync(PlaceCallBench.Message(enqueued: claimed));

        Assert.Equal(DeadLetterReason.OutcomeUnknown, bench.DeadLetter!.Reason);
        Assert.Single(bench.Altur.Posts);
    }

    [Fact]
    public async Task The_next_claim_takes_away_the_last_ones_that_are_over()
    {
        await bench.DeliverAsync();
        await bench.DeliverAsync(PlaceCallBench.Message(messageId: "json:lead-2"));
        Assert.Equal("json:lead-2", Assert.Single(bench.Lane.Claims).MessageId);

        await bench.DeliverAsync(PlaceCallBench.Message(messageId: "json:lead-3"));

        Assert.Equal("json:lead-3", Assert.Single(bench.Lane.Claims).MessageId);
    }

    /// <summary>A foreign producer may use a MessageId again once duplicate detection has forgotten it.</summary>
    [Fact]
    public async Task A_call_that_was_placed_still_counts_when_its_message_id_comes_again()
    {
        bench.Calling.MaxPerDay = 1;
        await bench.DeliverAsync();

        await bench.DeliverAsync(PlaceCallBench.Message(deliveryCount: 2));

        Assert.Single(bench.Events, "POST");
        Assert.Equal(1, bench.Lane.Calls!.Count);
    }

    [Fact]
    public async Task A_process_that_does_not_know_a_messages_outcome_keeps_its_claim()
    {
        await bench.DeliverAsync();
        bench.Restart();

        await bench.DeliverAsync(PlaceCallBench.Message(messageId: "json:lead-2"));

        Assert.Equal(["json:lead-1", "json:lead-2"], bench.Lane.Claims.Select(claim => claim.MessageId));
    }

    [Fact]
    public async Task A_delivery_that_ended_in_the_middle_of_dialling_is_never_dialled_again()
    {
        bench.Failures["POST"] = new InvalidOperationException("The process dies here.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.FailAsync());
        bench.Failures.Clear();

        await bench.DeliverAsync(PlaceCallBench.Message(deliveryCount: 2));

        Assert.Single(bench.Altur.Posts);
        Assert.Equal(DeadLetterReason.OutcomeUnknown, bench.DeadLetter!.Reason);
    }

    [Fact]
    public async Task Its_own_claim_counts_however_old_it_is()
    {
        // The clock of the queue may be ahead of ours: the message is younger than its claim looks.
        bench.State = LaneStates.With(new Claim(PlaceCallBench.MessageId, Now - bench.Leads.MaxAge - TimeSpan.FromSeconds(1)));

        await bench.DeliverAsync(PlaceCallBench.Message(enqueued: Now - bench.Leads.MaxAge + TimeSpan.FromSeconds(1)));

        Assert.Empty(bench.Altur.Posts);
        Assert.Equal(DeadLetterReason.OutcomeUnknown, bench.DeadLetter!.Reason);
    }

    [Fact]
    public async Task A_lead_too_old_to_call_that_may_have_been_called_is_not_passed_off_as_never_called()
    {
        bench.State = LaneStates.With(new Claim(PlaceCallBench.MessageId, Now - bench.Leads.MaxAge - TimeSpan.FromHours(1)));

        await bench.DeliverAsync(PlaceCallBench.Message(enqueued: Now - bench.Leads.MaxAge - TimeSpan.FromHours(1)));

        Assert.Equal(DeadLetterReason.OutcomeUnknown, bench.DeadLetter!.Reason);
    }

    [Fact]
    public async Task Claims_of_other_messages_block_nothing_and_old_ones_are_pruned()
    {
        bench.State = LaneStates.With(
            new Claim("json:other", Now.AddHours(-1)),
            new Claim("json:placed", Now.AddHours(-2), new BinaryData("{}").ToMemory()),
            new Claim("json:gone", Now - bench.Leads.MaxAge - CallMessage.ExpiryMargin - TimeSpan.FromSeconds(1)));

        await bench.DeliverAsync();

        Assert.Single(bench.Altur.Posts);
        Assert.Contains("complete", bench.Events);
        Assert.Equal(["json:other", "json:placed", PlaceCallBench.MessageId], bench.Lane.Claims.Select(claim => claim.MessageId));
    }

    [Fact]
    public async Task A_later_lead_with_the_same_id_is_not_mistaken_for_one_with_a_claim_from_a_crash()
    {
        // Duplicate detection remembers an id for a day, Leads__MaxAge may be longer.
        bench.Leads.MaxAge = TimeSpan.FromDays(3);
        bench.State = LaneStates.With(new Claim(
            PlaceCallBench.MessageId, Now.AddDays(-2), new BinaryData("{}").ToMemory(), ReceivedAt: "2026-02-28T09:00:00.0000000+00:00"));

        await bench.DeliverAsync(PlaceCallBench.Message(receivedAt: "2026-03-02T09:00:00.0000000+00:00"));

        Assert.Single(bench.Altur.Posts);
        Assert.Equal(StubAltur.Record, Assert.Single(bench.Sent).Body.ToString());
        Assert.Equal(
            ["2026-02-28T09:00:00.0000000+00:00", "2026-03-02T09:00:00.0000000+00:00"],
            bench.Lane.Claims.Select(claim => claim.ReceivedAt));
    }
}
