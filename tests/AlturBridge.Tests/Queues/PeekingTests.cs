using Azure.Messaging.ServiceBus;
using static AlturBridge.Tests.Queues.TestQueues;

namespace AlturBridge.Tests.Queues;

public sealed class PeekingTests
{
    [Fact]
    public async Task Peeking_goes_on_where_it_stopped_and_locks_nothing()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a", "b", "c");
        var receiver = queues.Receiver();

        Assert.Equal("a", (await receiver.PeekMessageAsync()).MessageId);
        Assert.Equal(["b", "c"], (await receiver.PeekMessagesAsync(10)).Select(message => message.MessageId));
        Assert.Null(await receiver.PeekMessageAsync());

        var received = await NextAsync(receiver);
        Assert.Equal(("a", 1), (received.MessageId, received.DeliveryCount));
    }

    [Fact]
    public async Task Peeking_starts_at_a_sequence_number()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a", "b", "c");
        var second = (await queues.Receiver().PeekMessagesAsync(2))[1].SequenceNumber;

        var receiver = queues.Receiver();
        Assert.Equal("b", (await receiver.PeekMessageAsync(second)).MessageId);
        Assert.Equal(["c"], (await receiver.PeekMessagesAsync(10, second + 1)).Select(message => message.MessageId));
    }

    [Fact]
    public async Task Scheduled_and_locked_messages_are_seen()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("locked");
        var locked = await NextAsync(queues.Receiver());
        var number = await queues.Client.CreateSender(Jobs).ScheduleMessageAsync(
            Message("scheduled"), queues.Time.GetUtcNow().AddMinutes(10));

        var peeked = await queues.Receiver().PeekMessagesAsync(10);

        Assert.Equal([locked.SequenceNumber, number], peeked.Select(message => message.SequenceNumber));
        Assert.Equal([ServiceBusMessageState.Active, ServiceBusMessageState.Scheduled], peeked.Select(message => message.State));
        Assert.Equal([1, 0], peeked.Select(message => message.DeliveryCount));
    }

    [Fact]
    public async Task Dead_letters_are_seen_with_their_reason_and_only_there()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        var receiver = queues.Receiver();
        await receiver.DeadLetterMessageAsync(await NextAsync(receiver), "Refused", "No such agent.");

        var peeked = await queues.DeadLetters().PeekMessageAsync();

        Assert.Equal(
            ("a", "Refused", "No such agent.", Jobs),
            (peeked.MessageId, peeked.DeadLetterReason, peeked.DeadLetterErrorDescription, peeked.DeadLetterSource));
        Assert.Null(await receiver.PeekMessageAsync());
    }

    [Fact]
    public async Task A_session_receiver_sees_its_session_only()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane 1", "a", "b");
        await queues.SendToLaneAsync("lane 2", "c");
        var session = await queues.AcceptAsync("lane 1");

        Assert.Equal("a", (await session.PeekMessageAsync()).MessageId);
        Assert.Equal("b", (await session.PeekMessageAsync()).MessageId);
        Assert.Null(await session.PeekMessageAsync());
        Assert.Equal(["a", "b"], (await session.PeekMessagesAsync(10, 1)).Select(message => message.MessageId));
    }

    [Fact]
    public async Task Without_a_session_the_messages_of_all_are_seen()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane 1", "a");
        await queues.SendToLaneAsync("lane 2", "b");

        Assert.Equal(["a", "b"], (await queues.Receiver(Lanes).PeekMessagesAsync(10)).Select(message => message.MessageId));
    }
}
