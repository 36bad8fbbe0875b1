using Azure.Messaging.ServiceBus;
using static AlturBridge.Tests.Queues.TestQueues;

namespace AlturBridge.Tests.Queues;

public sealed class SessionLockTests
{
    [Fact]
    public async Task A_lock_that_ended_counts_one_delivery_and_frees_the_session()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane", "a", "b");
        await NextAsync(await queues.AcceptNextAsync());

        queues.Time.Advance(PastTheLock);

        var again = await (await queues.AcceptNextAsync()).ReceiveMessagesAsync(2);
        Assert.Equal(["a", "b"], again.Select(message => message.MessageId));
        Assert.Equal([2, 1], again.Select(message => message.DeliveryCount));
    }

    [Fact]
    public async Task A_lost_session_can_do_nothing_any_more()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane", "a");
        var lost = await queues.AcceptNextAsync();
        var message = await NextAsync(lost);
        queues.Time.Advance(PastTheLock);
        var holder = await queues.AcceptNextAsync();
        await holder.SetSessionStateAsync(new BinaryData("state"));

        Func<Task>[] attempts =
        [
            () =>
                lost.GetSessionStateAsync(), () =>
                    lost.SetSessionStateAsync(BinaryData.Empty), () => lost.RenewSessionLockAsync(), () => lost.ReceiveMessageAsync(),
            () =>
                lost.CompleteMessageAsync(message), () =>
                    lost.AbandonMessageAsync(message), () => lost.DeadLetterMessageAsync(message, "reason"),
        ];
        foreach (var attempt in attempts)
        {
            await AssertFailsAsync(ServiceBusFailureReason.SessionLockLost, attempt);
        }

        await lost.CloseAsync();
        Assert.Equal("state", (await holder.GetSessionStateAsync()).ToString());
        await holder.CompleteMessageAsync(await NextAsync(holder));
    }

    [Fact]
    public async Task A_receiver_that_waits_while_its_lock_ends_is_told_so()
    {
        await using var queues = new TestQueues();
        var session = await queues.AcceptAsync("lane");
        var receive = session.ReceiveMessageAsync(TimeSpan.FromHours(1));

        queues.Time.Advance(PastTheLock);

        await AssertFailsAsync(ServiceBusFailureReason.SessionLockLost, () => receive.WaitAsync(Deadline));
    }

    [Fact]
    public async Task A_renewed_session_is_held_longer()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane", "a");
        var session = await queues.AcceptNextAsync();
        var message = await NextAsync(session);

        for (var renewals = 0; renewals < 5; renewals++)
        {
            queues.Time.Advance(LockDuration - TimeSpan.FromSeconds(1));
            await session.RenewSessionLockAsync();
            Assert.Equal(queues.Time.GetUtcNow() + LockDuration, session.SessionLockedUntil);
        }

        queues.Time.Advance(TimeSpan.FromSeconds(50));
        await session.CompleteMessageAsync(message);
    }

    [Fact]
    public async Task A_renewed_session_is_lost_as_well()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane", "a");
        var session = await queues.AcceptNextAsync();
        queues.Time.Advance(TimeSpan.FromSeconds(30));
        await session.RenewSessionLockAsync();

        queues.Time.Advance(PastTheLock);

        await AssertFailsAsync(ServiceBusFailureReason.SessionLockLost, () => session.RenewSessionLockAsync());
        await queues.AcceptNextAsync();
    }

    [Fact]
    public async Task A_message_is_locked_with_its_session()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane", "a");
        var session = await queues.AcceptNextAsync();
        var message = await NextAsync(session);

        Assert.Equal(session.SessionLockedUntil, message.LockedUntil);
        await Assert.ThrowsAsync<InvalidOperationException>(() => session.RenewMessageLockAsync(message));
    }

    [Fact]
    public async Task A_message_of_a_session_is_settled_once()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane", "a");
        var session = await queues.AcceptNextAsync();
        var message = await NextAsync(session);
        await session.CompleteMessageAsync(message);

        await AssertFailsAsync(ServiceBusFailureReason.SessionLockLost, () => session.CompleteMessageAsync(message));
    }

    [Fact]
    public async Task A_receiver_that_slept_through_its_lock_does_not_get_the_next_ones()
    {
        await using var queues = new TestQueues();
        var first = await queues.AcceptAsync("lane");
        var sleeper = new HeldContinuations();
        var receive = sleeper.Start(() => first.ReceiveMessageAsync(TimeSpan.FromDays(1)));
        await queues.SendToLaneAsync("lane", "a");
        await sleeper.ArrivedAsync();

        queues.Time.Advance(PastTheLock);
        var second = await queues.AcceptNextAsync();
        var current = await NextAsync(second);
        sleeper.Release();

        var late = await receive.WaitAsync(Deadline);
        Assert.Equal([1, 2], [late.DeliveryCount, current.DeliveryCount]);
        await AssertFailsAsync(ServiceBusFailureReason.SessionLockLost, () => first.CompleteMessageAsync(late));
        await second.CompleteMessageAsync(current);
    }
}
