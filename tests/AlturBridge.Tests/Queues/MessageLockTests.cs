using Azure.Messaging.ServiceBus;
using static AlturBridge.Tests.Queues.TestQueues;

namespace AlturBridge.Tests.Queues;

public sealed class MessageLockTests
{
    [Fact]
    public async Task A_message_whose_lock_ended_is_delivered_again()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        var receiver = queues.Receiver();
        var first = await NextAsync(receiver);

        queues.Time.Advance(PastTheLock);

        var second = await NextAsync(receiver);
        Assert.Equal((first.SequenceNumber, 2), (second.SequenceNumber, second.DeliveryCount));
        Assert.NotEqual(first.LockToken, second.LockToken);
    }

    [Fact]
    public async Task A_receiver_that_waits_already_gets_it()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        await NextAsync(queues.Receiver());
        var waiting = queues.Receiver().ReceiveMessageAsync(TimeSpan.FromHours(1));

        queues.Time.Advance(PastTheLock);

        Assert.Equal(2, (await waiting.WaitAsync(Deadline)).DeliveryCount);
    }

    [Fact]
    public async Task A_renewed_lock_holds_longer()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        var receiver = queues.Receiver();
        var message = await NextAsync(receiver);

        for (var renewals = 0; renewals < 5; renewals++)
        {
            queues.Time.Advance(LockDuration - TimeSpan.FromSeconds(1));
            await receiver.RenewMessageLockAsync(message);
        }

        queues.Time.Advance(TimeSpan.FromSeconds(50));
        await receiver.CompleteMessageAsync(message);
        Assert.Equal(0, queues.Broker.Queue(Jobs).Count);
    }

    [Fact]
    public async Task A_renewed_lock_ends_as_well()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        var receiver = queues.Receiver();
        var message = await NextAsync(receiver);
        queues.Time.Advance(TimeSpan.FromSeconds(30));
        await receiver.RenewMessageLockAsync(message);

        queues.Time.Advance(PastTheLock);

        Assert.Equal(2, (await NextAsync(receiver)).DeliveryCount);
    }

    [Fact]
    public async Task A_lost_lock_settles_nothing()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        var receiver = queues.Receiver();
        var lost = await NextAsync(receiver);
        queues.Time.Advance(PastTheLock);

        await AssertFailsAsync(ServiceBusFailureReason.MessageLockLost, () => receiver.CompleteMessageAsync(lost));
        await AssertFailsAsync(ServiceBusFailureReason.MessageLockLost, () => receiver.AbandonMessageAsync(lost));
        await AssertFailsAsync(ServiceBusFailureReason.MessageLockLost, () => receiver.DeadLetterMessageAsync(lost, "reason"));
        await AssertFailsAsync(ServiceBusFailureReason.MessageLockLost, () => receiver.RenewMessageLockAsync(lost));

        var again = await NextAsync(receiver);
        await AssertFailsAsync(ServiceBusFailureReason.MessageLockLost, () => receiver.CompleteMessageAsync(lost));
        await receiver.CompleteMessageAsync(again);
    }

    [Fact]
    public async Task A_message_is_settled_once()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a", "b", "c");
        var receiver = queues.Receiver();
        var completed = await NextAsync(receiver);
        var deadLettered = await NextAsync(receiver);
        var abandoned = await NextAsync(receiver);

        await receiver.CompleteMessageAsync(completed);
        await receiver.DeadLetterMessageAsync(deadLettered);
        await receiver.AbandonMessageAsync(abandoned);

        foreach (var message in new[] { completed, deadLettered, abandoned })
        {
            await AssertFailsAsync(ServiceBusFailureReason.MessageLockLost, () => receiver.CompleteMessageAsync(message));
        }
    }

    [Fact]
    public async Task Of_two_settlements_at_once_one_wins()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        var receiver = queues.Receiver();
        var message = await NextAsync(receiver);

        var complete = receiver.CompleteMessageAsync(message);
        await AssertFailsAsync(ServiceBusFailureReason.MessageLockLost, () => receiver.AbandonMessageAsync(message));

        await complete;
        Assert.Equal(0, queues.Broker.Queue(Jobs).Count);
    }

    [Fact]
    public async Task A_receiver_that_slept_through_its_lock_does_not_get_the_next_ones()
    {
        await using var queues = new TestQueues();
        var receiver = queues.Receiver();
        var sleeper = new HeldContinuations();
        var receive = sleeper.Start(() => receiver.ReceiveMessageAsync(TimeSpan.FromDays(1)));
        await queues.SendAsync("a");
        await sleeper.ArrivedAsync();

        queues.Time.Advance(PastTheLock);
        var current = await NextAsync(queues.Receiver());
        sleeper.Release();

        var late = await receive.WaitAsync(Deadline);
        Assert.Equal([1, 2], [late.DeliveryCount, current.DeliveryCount]);
        await AssertFailsAsync(ServiceBusFailureReason.MessageLockLost, () => receiver.CompleteMessageAsync(late));
        await receiver.CompleteMessageAsync(current);
    }
}
