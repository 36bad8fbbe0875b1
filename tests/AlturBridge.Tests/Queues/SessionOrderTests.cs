using Azure.Messaging.ServiceBus;
using static AlturBridge.Tests.Queues.TestQueues;

namespace AlturBridge.Tests.Queues;

public sealed class SessionOrderTests
{
    [Fact]
    public async Task Messages_of_a_session_come_in_order()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane", "a", "b");
        await queues.SendToLaneAsync("lane", "c");
        var session = await queues.AcceptNextAsync();

        Assert.Equal(["a", "b"], (await session.ReceiveMessagesAsync(2)).Select(message => message.MessageId));
        Assert.Equal(["c"], (await session.ReceiveMessagesAsync(2)).Select(message => message.MessageId));
    }

    [Fact]
    public async Task An_abandoned_message_comes_first()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane", "a", "b");
        var session = await queues.AcceptNextAsync();

        await session.AbandonMessageAsync(await NextAsync(session), new Dictionary<string, object> { ["attempt"] = 2 });

        var again = await NextAsync(session);
        Assert.Equal(("a", 2, 2), (again.MessageId, again.DeliveryCount, again.ApplicationProperties["attempt"]));
    }

    [Fact]
    public async Task The_next_message_waits_while_one_is_being_abandoned()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane", "a", "b");
        var session = await queues.AcceptNextAsync();
        var message = await NextAsync(session);

        var abandon = session.AbandonMessageAsync(message);
        var next = await NextAsync(session);

        Assert.Equal(("a", 2), (next.MessageId, next.DeliveryCount));
        await abandon;
    }

    [Fact]
    public async Task A_released_session_returns_unsettled_messages_and_counts_no_delivery()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane", "a", "b", "c");
        var session = await queues.AcceptNextAsync();
        await session.CompleteMessageAsync((await session.ReceiveMessagesAsync(2))[1]);

        await session.CloseAsync();

        var again = await (await queues.AcceptNextAsync()).ReceiveMessagesAsync(10);
        Assert.Equal(["a", "c"], again.Select(message => message.MessageId));
        Assert.Equal([1, 1], again.Select(message => message.DeliveryCount));
    }

    [Fact]
    public async Task A_receiver_released_while_it_waits_is_told_so()
    {
        await using var queues = new TestQueues();
        var session = await queues.AcceptAsync("lane");
        var receive = session.ReceiveMessageAsync();

        await session.CloseAsync();
        await AssertFailsAsync(ServiceBusFailureReason.SessionLockLost, () => receive.WaitAsync(Deadline));

        await queues.SendToLaneAsync("lane", "a");
        Assert.Equal(1, (await NextAsync(await queues.AcceptNextAsync())).DeliveryCount);
    }

    [Fact]
    public async Task A_session_released_while_a_message_is_abandoned_keeps_its_order()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane", "a", "b");
        var session = await queues.AcceptNextAsync();
        var abandon = session.AbandonMessageAsync(await NextAsync(session));

        await session.CloseAsync();

        Assert.Equal("a", (await NextAsync(await queues.AcceptNextAsync())).MessageId);
        await abandon;
    }

    [Fact]
    public async Task A_session_whose_lock_ended_keeps_its_order()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane", "a", "b", "c");
        await (await queues.AcceptNextAsync()).ReceiveMessagesAsync(2);
        queues.Time.Advance(LockDuration - TimeSpan.FromSeconds(10));
        var next = queues.AcceptNextAsync();
        queues.Time.Advance(TimeSpan.FromSeconds(11));

        var again = await (await next).ReceiveMessagesAsync(3);

        Assert.Equal(["a", "b", "c"], again.Select(message => message.MessageId));
        Assert.Equal([2, 2, 1], again.Select(message => message.DeliveryCount));
    }

    [Fact]
    public async Task Sessions_do_not_wait_for_each_other()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane 1", "a");
        await queues.SendToLaneAsync("lane 2", "b");
        await NextAsync(await queues.AcceptNextAsync());

        Assert.Equal("b", (await NextAsync(await queues.AcceptNextAsync())).MessageId);
    }

    [Fact]
    public async Task A_session_receiver_receives_once_at_a_time_and_again_after_a_cancellation()
    {
        await using var queues = new TestQueues();
        using var cancellation = new CancellationTokenSource();
        var session = await queues.AcceptAsync("lane");
        var receive = session.ReceiveMessageAsync(cancellationToken: cancellation.Token);

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.ReceiveMessageAsync());
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receive.WaitAsync(Deadline));

        await queues.SendToLaneAsync("lane", "a");
        Assert.Equal("a", (await NextAsync(session)).MessageId);
    }
}
