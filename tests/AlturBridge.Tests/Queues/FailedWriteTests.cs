using AlturBridge.Testing;
using Azure.Messaging.ServiceBus;
using static AlturBridge.Tests.Queues.TestQueues;

namespace AlturBridge.Tests.Queues;

/// <summary>A trigger in the file simulates a full disk.</summary>
public sealed class FailedWriteTests
{
    [Fact]
    public async Task A_message_that_could_not_be_written_was_not_sent_and_can_be_sent_again()
    {
        await using var queues = new TestQueues(Plain with { RequiresDuplicateDetection = true });
        queues.Refuse("INSERT", "messages_%");
        await AssertFailsAsync(ServiceBusFailureReason.ServiceBusy, () => queues.SendAsync("a"));
        Assert.Equal(0, queues.Broker.Queue(Jobs).Count);

        queues.Repair();
        await queues.SendAsync("a");

        Assert.Equal("a", (await NextAsync(queues.Receiver())).MessageId);
    }

    [Fact]
    public async Task Numbers_reserved_in_vain_are_reserved_again()
    {
        await using var queues = new TestQueues();
        queues.Refuse("INSERT", "messages_%");
        await AssertFailsAsync(ServiceBusFailureReason.ServiceBusy, () => queues.SendAsync("a"));
        queues.Repair();
        await queues.SendAsync("b");

        await queues.CrashAsync();
        await queues.SendAsync("c");

        Assert.Equal(["b", "c"], (await queues.Receiver().ReceiveMessagesAsync(10)).Select(message => message.MessageId));
    }

    [Fact]
    public async Task A_message_that_could_not_be_settled_is_still_the_receivers()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a", "b");
        await queues.SendToLaneAsync("lane", "c");
        var receiver = queues.Receiver();
        var session = await queues.AcceptNextAsync();
        var messages = await receiver.ReceiveMessagesAsync(2);
        var inSession = await NextAsync(session);

        queues.Refuse("DELETE", "messages_%");
        await AssertFailsAsync(ServiceBusFailureReason.ServiceBusy, () => receiver.CompleteMessageAsync(messages[0]));
        await AssertFailsAsync(ServiceBusFailureReason.ServiceBusy, () => session.CompleteMessageAsync(inSession));
        queues.Repair();
        await receiver.CompleteMessageAsync(messages[0]);
        await session.CompleteMessageAsync(inSession);

        queues.Refuse("UPDATE", "messages_%");
        await AssertFailsAsync(ServiceBusFailureReason.ServiceBusy, () => receiver.AbandonMessageAsync(messages[1]));
        queues.Repair();
        await receiver.AbandonMessageAsync(messages[1]);
        Assert.Equal(2, (await NextAsync(receiver)).DeliveryCount);
    }

    [Fact]
    public async Task A_message_that_could_not_be_settled_comes_back_when_its_lock_ends()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        var receiver = queues.Receiver();
        var message = await NextAsync(receiver);
        queues.Refuse("DELETE", "messages_%");
        await AssertFailsAsync(ServiceBusFailureReason.ServiceBusy, () => receiver.CompleteMessageAsync(message));

        queues.Time.Advance(PastTheLock);

        Assert.Equal(2, (await NextAsync(receiver)).DeliveryCount);
    }

    [Fact]
    public async Task A_dead_letter_that_could_not_be_written_stays_in_the_queue()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane", "a", "b");
        var session = await queues.AcceptNextAsync();
        var message = await NextAsync(session);
        queues.Refuse("DELETE", "messages_%");
        await AssertFailsAsync(ServiceBusFailureReason.ServiceBusy, () => session.DeadLetterMessageAsync(message, "Refused"));
        queues.Repair();

        Assert.Equal("a", (await NextAsync(session)).MessageId);
        Assert.Empty(await queues.DeadLetters(Lanes).PeekMessagesAsync(1));
    }

    [Fact]
    public async Task A_state_that_could_not_be_written_is_the_old_one()
    {
        await using var queues = new TestQueues();
        var session = await queues.AcceptAsync("lane");
        await session.SetSessionStateAsync(new BinaryData("old"));
        queues.Refuse("INSERT", "sessions");

        await AssertFailsAsync(ServiceBusFailureReason.ServiceBusy, () => session.SetSessionStateAsync(new BinaryData("new")));

        Assert.Equal("old", (await session.GetSessionStateAsync()).ToString());
    }

    [Fact]
    public async Task A_message_whose_outcome_could_not_be_recorded_is_dead_lettered_later()
    {
        await using var queues = new TestQueues(Plain with { DefaultMessageTimeToLive = TimeSpan.FromSeconds(10) });
        await queues.SendAsync("a");
        queues.Refuse("DELETE", "messages_%");
        queues.Time.Advance(TimeSpan.FromSeconds(11));
        await queues.AssertNothingAsync(queues.Receiver());
        queues.Repair();

        var deadLetter = queues.DeadLetters().ReceiveMessageAsync(TimeSpan.FromDays(1));
        await Eventually.TrueAsync(() => deadLetter.IsCompleted, () => queues.Time.Advance(TimeSpan.FromSeconds(1)));

        Assert.Equal("TTLExpiredException", (await deadLetter).DeadLetterReason);
    }

    [Fact]
    public async Task A_schedule_that_could_not_be_cancelled_still_holds()
    {
        await using var queues = new TestQueues();
        var sender = queues.Client.CreateSender(Jobs);
        var number = await sender.ScheduleMessageAsync(Message("a"), queues.Time.GetUtcNow().AddHours(1));
        queues.Refuse("DELETE", "messages_%");
        await AssertFailsAsync(ServiceBusFailureReason.ServiceBusy, () => sender.CancelScheduledMessageAsync(number));

        queues.Time.Advance(TimeSpan.FromMinutes(30));
        await queues.AssertNothingAsync(queues.Receiver());
        queues.Time.Advance(TimeSpan.FromMinutes(31));

        Assert.Equal("a", (await NextAsync(queues.Receiver())).MessageId);
    }
}
