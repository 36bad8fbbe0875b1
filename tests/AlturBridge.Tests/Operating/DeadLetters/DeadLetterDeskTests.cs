using AlturBridge.Messages;
using AlturBridge.Operating.DeadLetters;
using AlturBridge.Testing;
using Azure.Messaging.ServiceBus;
using QueueNames = AlturBridge.Messages.Queues;

namespace AlturBridge.Tests.Operating.DeadLetters;

public sealed class DeadLetterDeskTests : IAsyncDisposable
{
    private static readonly DeadLetterSelection AllCalls = new() { Queue = QueueNames.Calls };

    private readonly DeadLetterBench bench = new();

    [Fact]
    public async Task A_replayed_lead_waits_in_its_lane_again_with_no_attempts()
    {
        await bench.DieAsync("crm:1", DeadLetterReason.AlturUnavailable, new Dictionary<string, object> { [MessageProperty.Attempt] = 9 });
        var id = await bench.IdAsync("crm:1");

        var outcome = await bench.Desk.ReplayAsync(new DeadLetterSelection { Ids = [id] }, default);

        Assert.Equal((1, 0, false), (outcome.Replayed, outcome.SkippedCount, outcome.More));
        var copy = Assert.Single(await bench.WaitingAsync(QueueNames.Calls));
        Assert.Equal(($"crm:1:r{id["calls/".Length..]}", "crm:1", "lane-1"), (copy.MessageId, copy.CorrelationId, copy.SessionId));
        Assert.Equal(0, MessageProperty.AttemptOf(copy));
        Assert.Null(copy.DeadLetterReason);
        Assert.Empty(await bench.DeadAsync());
        Assert.Equal(
            (LeadEventKind.Replayed, "crm:1", QueueNames.Calls),
            (bench.Events.Single().Kind, bench.Events.Single().Lead, bench.Events.Single().Queue));
    }

    [Fact]
    public async Task Killed_before_the_dead_letter_was_removed_and_repeated_there_is_one_copy()
    {
        await bench.DieAsync("crm:1", DeadLetterReason.AlturUnavailable);
        var id = await bench.IdAsync("crm:1");
        await bench.Client.CreateSender(QueueNames.Calls).SendMessageAsync(
            new("{}") { MessageId = $"crm:1:r{id["calls/".Length..]}", SessionId = "lane-1" });

        await bench.Desk.ReplayAsync(AllCalls, default);

        Assert.Single(await bench.WaitingAsync(QueueNames.Calls));
        Assert.Empty(await bench.DeadAsync());
    }

    [Theory]
    [InlineData(DeadLetterReason.OutcomeUnknown)]
    [InlineData(DeadLetterReason.UnreadableRecord)]
    [InlineData("MaxDeliveryCountExceeded")]
    [InlineData("SomebodyElses")]
    public async Task Who_was_called_or_may_have_been_is_called_again_only_on_demand(string reason)
    {
        await bench.DieAsync("crm:1", reason);

        var refused = await bench.Desk.ReplayAsync(AllCalls, default);
        Assert.Equal((0, 1), (refused.Replayed, refused.SkippedCount));
        Assert.Contains("redial", Assert.Single(refused.Skipped).Why, StringComparison.Ordinal);
        Assert.Empty(await bench.WaitingAsync(QueueNames.Calls));

        Assert.Equal(1, (await bench.Desk.ReplayAsync(AllCalls with { Redial = true }, default)).Replayed);
        Assert.Single(await bench.WaitingAsync(QueueNames.Calls));
    }

    /// <summary>Anyone may queue a lead with any property.</summary>
    [Fact]
    public async Task Only_the_reason_says_whether_a_call_was_placed()
    {
        await bench.DieAsync("crm:1", DeadLetterReason.OutcomeUnknown, new Dictionary<string, object> { ["called"] = "no" });

        Assert.Equal(1, (await bench.Desk.ReplayAsync(AllCalls, default)).SkippedCount);
        Assert.Empty(await bench.WaitingAsync(QueueNames.Calls));
    }

    [Fact]
    public async Task Replaying_a_record_not_handed_on_delivers_it_and_dials_nobody()
    {
        await bench.DieAsync("crm:1", DeadLetterReason.RecordNotHandedOn, new Dictionary<string, object> { [MessageProperty.Record] = """{"id":"call-1"}""" });

        Assert.Equal(1, (await bench.Desk.ReplayAsync(AllCalls, default)).Replayed);

        Assert.Empty(await bench.WaitingAsync(QueueNames.Calls));
        var record = Assert.Single(await bench.WaitingAsync(QueueNames.CallRecords));
        Assert.Equal(("""{"id":"call-1"}""", "crm:1", "call-1"), (record.Body.ToString(), record.CorrelationId, record.ApplicationProperties[MessageProperty.CallId]));
        Assert.False(record.ApplicationProperties.ContainsKey(MessageProperty.Record));
    }

    [Fact]
    public async Task A_replayed_record_restarts_its_schedule()
    {
        await bench.DieAsRecordAsync("crm:1", DeadLetterReason.WebhookGone);

        Assert.Equal(
            1, (await bench.Desk.ReplayAsync(new DeadLetterSelection { Reason = DeadLetterReason.WebhookGone }, default)).Replayed);

        Assert.Equal(0, MessageProperty.AttemptOf(Assert.Single(await bench.WaitingAsync(QueueNames.CallRecords))));
    }

    [Fact]
    public async Task A_filter_leaves_the_others_where_they_are()
    {
        await bench.DieAsync("crm:1", DeadLetterReason.Refused);
        await bench.DieAsync("web:2", DeadLetterReason.Refused);
        await bench.DieAsync("web:3", DeadLetterReason.Malformed);

        Assert.Equal(
            1, (await bench.Desk.DiscardAsync(AllCalls with { Source = "web", Reason = DeadLetterReason.Refused }, default)).Discarded);

        Assert.Equal(["crm:1", "web:3"], (await bench.DeadAsync()).Select(letter => letter.Lead));
        Assert.Equal(LeadEventKind.Discarded, Assert.Single(bench.Events).Kind);
        Assert.Equal(2, (await bench.Desk.DiscardAsync(AllCalls, default)).Discarded);
    }

    [Fact]
    public async Task An_id_that_is_gone_is_named()
    {
        var outcome = await bench.Desk.DiscardAsync(new DeadLetterSelection { Ids = ["calls/4711"] }, default);

        Assert.Equal((0, "calls/4711"), (outcome.Discarded, Assert.Single(outcome.Skipped).Id));
    }

    [Fact]
    public async Task Leads_queued_after_the_replay_began_are_not_replayed_again()
    {
        await bench.DieAsync("crm:1", DeadLetterReason.AlturUnavailable);

        Assert.Equal(0, (await bench.Desk.ReplayAsync(AllCalls with { Before = DateTimeOffset.UtcNow.AddHours(-1) }, default)).Replayed);
    }

    [Fact]
    public async Task A_lead_that_dies_again_meanwhile_is_replayed_once_even_when_the_replay_continues()
    {
        await bench.DieAsync("crm:1", DeadLetterReason.NotAllowed);
        await using var dying = bench.DieAlways(DeadLetterReason.NotAllowed);

        var outcome = await bench.Desk.ReplayAsync(AllCalls, default);
        await Eventually.TrueAsync(async () => (await bench.DeadAsync()).Count == 1, "it is dead again");
        var continued = await bench.Desk.ReplayAsync(AllCalls with { Before = outcome.Before }, default);

        Assert.Equal((1, 0), (outcome.Replayed, continued.Replayed));
    }

    /// <summary>A lead that was queued long ago may die after the operator has looked.</summary>
    [Fact]
    public async Task What_died_after_the_operator_looked_is_left_alone()
    {
        var looked = DateTimeOffset.UtcNow.AddMinutes(10);
        await bench.DieAsync("crm:seen", DeadLetterReason.Refused, DiedAt(looked.AddSeconds(-1)));
        await bench.DieAsync("crm:unseen", DeadLetterReason.Refused, DiedAt(looked));

        Assert.Equal(1, (await bench.Desk.DiscardAsync(AllCalls with { Before = looked }, default)).Discarded);

        Assert.Equal("crm:unseen", Assert.Single(await bench.DeadAsync()).Lead);
    }

    [Fact]
    public async Task The_copy_of_a_dead_letter_has_not_died()
    {
        await bench.DieAsync("crm:1", DeadLetterReason.AlturUnavailable, DiedAt(DateTimeOffset.UtcNow.AddMinutes(-1)));

        await bench.Desk.ReplayAsync(AllCalls, default);

        Assert.DoesNotContain("died-at", Assert.Single(await bench.WaitingAsync(QueueNames.Calls)).ApplicationProperties.Keys);
    }

    /// <summary>Otherwise the journal would list the replay of another program's message as a lead of its own.</summary>
    [Fact]
    public async Task A_replay_was_received_when_its_dead_letter_was()
    {
        await bench.DieAsRecordAsync("crm:1", DeadLetterReason.WebhookGone);
        var letter = Assert.Single(await bench.DeadAsync());

        await bench.Desk.ReplayAsync(new DeadLetterSelection { Ids = [letter.Id] }, default);

        var copy = Assert.Single(await bench.WaitingAsync(QueueNames.CallRecords));
        Assert.Equal(
            (letter.At, letter.At), (MessageProperty.ReceivedAtOf(copy), Assert.Single(bench.Events).ReceivedAt));
    }

    [Fact]
    public async Task The_journal_hears_of_a_replay_before_the_lead_can_die_again()
    {
        await bench.DieAsync("crm:1", DeadLetterReason.NotAllowed);
        bench.Sent = _ => Assert.Equal(LeadEventKind.Replayed, Assert.Single(bench.Events).Kind);

        await bench.Desk.ReplayAsync(AllCalls, default);

        Assert.Single(bench.Events);
    }

    [Fact]
    public async Task A_lead_whose_copy_is_not_sent_is_still_dead()
    {
        await bench.DieAsync("crm:1", DeadLetterReason.AlturUnavailable);
        bench.Sent = _ => throw new ServiceBusException("down", ServiceBusFailureReason.ServiceCommunicationProblem);

        await Assert.ThrowsAsync<ServiceBusException>(() => bench.Desk.ReplayAsync(AllCalls, default));

        Assert.Equal(LeadEventKind.DeadLettered, bench.Events.Last().Kind);
        Assert.Single(await bench.DeadAsync());
    }

    [Fact]
    public async Task A_thousand_are_replayed_each_once()
    {
        await bench.DieAsync([.. Enumerable.Range(0, 1000).Select(index => $"crm:{index}")], DeadLetterReason.AlturUnavailable);

        Assert.Equal(1000, (await bench.Desk.ReplayAsync(AllCalls, default)).Replayed);

        Assert.Equal(1000, (await bench.WaitingAsync(QueueNames.Calls)).Select(message => message.CorrelationId).Distinct().Count());
        Assert.Empty(await bench.DeadAsync());
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private static Dictionary<string, object> DiedAt(DateTimeOffset time) => new() { ["died-at"] = MessageProperty.Format(time) };
}
