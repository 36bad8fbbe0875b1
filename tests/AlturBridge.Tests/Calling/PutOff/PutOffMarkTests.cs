using AlturBridge.Calling;
using AlturBridge.Messages;
using AlturBridge.Operating.DeadLetters;
using AlturBridge.Testing.Edges;
using Azure.Messaging.ServiceBus;
using QueueNames = AlturBridge.Messages.Queues;

namespace AlturBridge.Tests.Calling.PutOff;

/// <summary>Which messages of a lead a mark speaks of.</summary>
public sealed class PutOffMarkTests : IDisposable
{
    private static readonly DateTimeOffset Now = WatchedTime.Morning;

    private readonly PlaceCallBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void A_copy_has_the_mark_of_its_original()
    {
        var original = PlaceCallBench.Message(enqueued: Now);
        var mark = PutOffMark.Of(original).HandedToNext(Now.AddHours(1));

        var copy = CopyOf(original, 1, Now.AddMinutes(30));
        var copyOfCopy = CopyOf(copy, 2, Now.AddMinutes(50));

        Assert.True(mark.IsOf(copy));
        Assert.True(mark.IsOf(copyOfCopy));
    }

    [Fact]
    public void A_replayed_copy_begins_anew_whatever_mark_its_lead_left()
    {
        var original = PlaceCallBench.Message(enqueued: Now);
        var copy = CopyOf(original, 1, Now.AddMinutes(30));
        var mark = PutOffMark.Of(original).HandedToNext(Now.AddHours(1)).TakenBy(copy);

        var replay = Arrived(ReplayCopy.Of(copy, QueueNames.Calls).Message, Now.AddHours(2));

        Assert.False(mark.IsOf(replay));
        Assert.Equal(0, MessageProperty.PutOffsOf(replay));
    }

    [Fact]
    public void A_lead_sent_again_after_it_died_is_not_void_because_its_copy_had_been_in_charge()
    {
        var original = PlaceCallBench.Message(enqueued: Now);
        var copy = CopyOf(original, 1, Now.AddMinutes(30));
        var mark = PutOffMark.Of(original).HandedToNext(Now.AddHours(1)).TakenBy(copy);

        var revived = Arrived(
            ReplayCopy.OfRevived(
                copy, CallMessage.Create("json:lead-1", "json", original.Body, "lane-0", Now.AddHours(2), TimeSpan.FromDays(1))).Message,
            Now.AddHours(2));

        Assert.False(mark.IsOf(revived));
    }

    /// <summary>A program may use it for a whole batch, which the queue receives at one moment.</summary>
    [Fact]
    public async Task Two_leads_with_one_correlation_id_do_not_void_each_other()
    {
        bench.Calling.Hours["Mon_Sun"] = "23:00-23:59";
        var (first, second) = (OfBatch("crm-1"), OfBatch("crm-2"));
        bench.Failures["complete"] = new ServiceBusException("MessageLockLost", ServiceBusFailureReason.MessageLockLost);
        await Assert.ThrowsAsync<ServiceBusException>(() => bench.FailAsync(first));
        bench.Failures.Clear();
        await bench.DeliverAsync(first);
        await bench.DeliverAsync(second);
        var copies = bench.PutOff.Where(copy => copy.MessageId != bench.PutOff.First().MessageId).ToArray();
        Assert.Equal(2, copies.Length);

        bench.Calling.Hours.Clear();
        foreach (var copy in copies)
        {
            bench.Altur.PlacesCalls();
            await bench.DeliverAsync(Arrived(copy, Now));
        }

        Assert.Equal(2, bench.Altur.Posts.Count);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(115)]
    [InlineData(116)]
    [InlineData(128)]
    public void However_long_its_id_a_message_has_the_mark_of_its_copies(int length)
    {
        var original = PlaceCallBench.Message(enqueued: Now, messageId: new string('x', length));
        var mark = PutOffMark.Of(original);

        Assert.All([1, 9, 10, 101, 999_999], number => Assert.True(mark.IsOf(CopyOf(original, number, Now))));
        Assert.True(mark.IsOf(CopyOf(CopyOf(original, 9, Now), 10, Now)));
        Assert.True(mark.IsOf(CopyOf(CopyOf(original, 100, Now), 101, Now)));
    }

    [Fact]
    public async Task A_copy_that_was_queued_before_the_lane_lost_its_marks_is_in_doubt()
    {
        bench.State = LaneStates.Of(LaneState.Empty with { ClaimsLostAt = Now.AddMinutes(10) });

        await bench.DeliverAsync(CopyOf(PlaceCallBench.Message(enqueued: Now), 1, Now.AddMinutes(30)));

        Assert.Empty(bench.Altur.Posts);
        Assert.Equal(DeadLetterReason.OutcomeUnknown, bench.DeadLetter!.Reason);
    }

    [Fact]
    public async Task After_a_loss_the_first_message_ends_its_lead_and_its_copy_is_void()
    {
        var original = PlaceCallBench.Message(enqueued: Now);
        bench.State = LaneStates.Of(LaneState.Empty with { ClaimsLostAt = Now });
        await bench.DeliverAsync(original);
        Assert.Equal(DeadLetterReason.OutcomeUnknown, bench.DeadLetter!.Reason);

        await bench.DeliverAsync(CopyOf(original, 1, Now));

        Assert.Empty(bench.Altur.Posts);
        Assert.Equal("complete", bench.Events[^1]);
    }

    /// <summary>A send that seemed to fail may have left a copy beside the one that replaced it.</summary>
    [Fact]
    public async Task After_a_loss_a_later_lead_with_two_copies_ends_once()
    {
        var original = PlaceCallBench.Message(enqueued: Now, messageId: "json:lead-2");
        bench.State = LaneStates.Of(LaneState.Empty with { ClaimsLostAt = Now.AddHours(1) });
        await bench.DeliverAsync(PlaceCallBench.Message(enqueued: Now));
        await bench.DeliverAsync(CopyOf(original, 2, Now));
        Assert.Equal(DeadLetterReason.OutcomeUnknown, bench.DeadLetter!.Reason);

        await bench.DeliverAsync(CopyOf(original, 1, Now));

        Assert.Equal("complete", bench.Events[^1]);
        Assert.Empty(bench.Altur.Posts);
    }

    [Fact]
    public async Task After_a_loss_the_original_is_void_once_its_copy_ended_the_lead()
    {
        var original = PlaceCallBench.Message(enqueued: Now);
        bench.State = LaneStates.Of(LaneState.Empty with { ClaimsLostAt = Now });
        await bench.DeliverAsync(CopyOf(original, 1, Now));
        Assert.Equal(DeadLetterReason.OutcomeUnknown, bench.DeadLetter!.Reason);

        await bench.DeliverAsync(original);

        Assert.Equal("complete", bench.Events[^1]);
    }

    [Fact]
    public async Task After_a_loss_and_a_crash_the_first_message_still_becomes_a_dead_letter()
    {
        var original = PlaceCallBench.Message(enqueued: Now);
        bench.State = LaneStates.Of(LaneState.Empty with { ClaimsLostAt = Now });
        bench.Failures["dead-letter"] = new ServiceBusException("MessageLockLost", ServiceBusFailureReason.MessageLockLost);
        await Assert.ThrowsAsync<ServiceBusException>(() => bench.FailAsync(original));
        bench.Failures.Clear();

        await bench.DeliverAsync(original);

        Assert.Equal(DeadLetterReason.OutcomeUnknown, bench.DeadLetter!.Reason);
    }

    /// <summary>Its copy may have been moved or put off again, in another lane that knows nothing of this.</summary>
    [Fact]
    public void A_message_that_takes_charge_again_voids_its_copy_and_all_that_follow()
    {
        var original = PlaceCallBench.Message(enqueued: Now);

        var mark = PutOffMark.Of(original).HandedToNext(Now.AddDays(1)).TakenBy(original);

        Assert.False(mark.IsOver(original));
        Assert.All([1, 2, 3, 100], number => Assert.True(mark.IsOver(CopyOf(original, number, Now))));
        Assert.Equal(101, mark.Next);
    }

    /// <summary>The other instance still has, or has again, the number of lanes in which this lane is the right one.</summary>
    [Fact]
    public async Task A_message_whose_copy_went_to_another_lane_is_not_called_when_the_lanes_have_changed_back()
    {
        bench.Calling.Lanes = 16;
        var lead = PlaceCallBench.Message(session: new Lanes(16).Of(PlaceCallBench.Phone));
        bench.Calling.Lanes = 1;
        bench.Failures["complete"] = new ServiceBusException("MessageLockLost", ServiceBusFailureReason.MessageLockLost);
        await Assert.ThrowsAsync<ServiceBusException>(() => bench.FailAsync(lead));
        bench.Failures.Clear();

        bench.Calling.Lanes = 16;
        await bench.DeliverAsync(lead);

        Assert.Empty(bench.Altur.Posts);
        Assert.Equal("complete", bench.Events[^1]);
        Assert.Equal(2, bench.PutOff.Count);
        Assert.Single(bench.PutOff.Select(copy => copy.MessageId).Distinct());
    }

    private static ServiceBusReceivedMessage OfBatch(string messageId) => ServiceBusModelFactory.ServiceBusReceivedMessage(
        body: new BinaryData(PlaceCallBench.Body),
        messageId: messageId,
        sessionId: "lane-0",
        correlationId: "batch-7",
        lockTokenGuid: Guid.NewGuid(),
        enqueuedTime: Now);

    private static ServiceBusReceivedMessage CopyOf(ServiceBusReceivedMessage message, int number, DateTimeOffset due) =>
        Arrived(CallMessage.CreatePutOff(message, number, "lane-0", due, Now.AddDays(1)), due);

    private static ServiceBusReceivedMessage Arrived(ServiceBusMessage message, DateTimeOffset at) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: message.Body,
            messageId: message.MessageId,
            sessionId: message.SessionId,
            correlationId: message.CorrelationId,
            lockTokenGuid: Guid.NewGuid(),
            enqueuedTime: at,
            properties: message.ApplicationProperties);
}
