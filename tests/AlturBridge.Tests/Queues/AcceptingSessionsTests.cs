using Azure.Messaging.ServiceBus;
using static AlturBridge.Tests.Queues.TestQueues;

namespace AlturBridge.Tests.Queues;

public sealed class AcceptingSessionsTests
{
    [Fact]
    public async Task The_session_that_waited_longest_comes_first()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane 2", "a");
        await queues.SendToLaneAsync("lane 1", "b");
        await queues.SendToLaneAsync("lane 2", "c");

        Assert.Equal("lane 2", (await queues.AcceptNextAsync()).SessionId);
        Assert.Equal("lane 1", (await queues.AcceptNextAsync()).SessionId);
    }

    [Fact]
    public async Task A_waiting_receiver_gets_a_session_as_soon_as_it_has_a_message()
    {
        await using var queues = new TestQueues();
        var accept = queues.AcceptNextAsync();

        await queues.SendToLaneAsync("lane", "a");

        var session = await accept;
        Assert.Equal("lane", session.SessionId);
        Assert.Equal("a", (await NextAsync(session)).MessageId);
    }

    [Fact]
    public async Task Without_a_session_the_wait_ends_with_a_timeout()
    {
        await using var queues = new TestQueues();
        var accept = queues.Client.AcceptNextSessionAsync(Lanes);

        queues.Time.Advance(TimeSpan.FromMinutes(1));

        await AssertFailsAsync(ServiceBusFailureReason.ServiceTimeout, () => accept.WaitAsync(Deadline));
    }

    [Fact]
    public async Task A_cancelled_wait_takes_no_session()
    {
        await using var queues = new TestQueues();
        using var cancellation = new CancellationTokenSource();
        var accept = queues.Client.AcceptNextSessionAsync(Lanes, cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accept.WaitAsync(Deadline));

        await queues.SendToLaneAsync("lane", "a");
        Assert.Equal("lane", (await queues.AcceptNextAsync()).SessionId);
    }

    [Fact]
    public async Task A_session_has_one_holder()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane", "a", "b");
        var holder = await queues.AcceptNextAsync();

        await AssertFailsAsync(ServiceBusFailureReason.SessionCannotBeLocked, () => queues.AcceptAsync("lane"));
        var second = queues.Client.AcceptNextSessionAsync(Lanes);
        Assert.False(second.IsCompleted);

        await holder.CloseAsync();
        Assert.Equal("lane", (await second.WaitAsync(Deadline)).SessionId);
    }

    [Fact]
    public async Task An_empty_session_can_be_accepted_by_its_name_and_waits_for_messages()
    {
        await using var queues = new TestQueues();
        var session = await queues.AcceptAsync("lane");
        await queues.AssertNothingAsync(session);
        var receive = NextAsync(session);

        await queues.SendToLaneAsync("lane", "a");

        Assert.Equal("a", (await receive).MessageId);
        Assert.Equal(queues.Time.GetUtcNow() + LockDuration - TimeSpan.FromSeconds(1), session.SessionLockedUntil);
    }

    [Fact]
    public async Task A_session_without_messages_is_not_offered()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane 1", "a");
        var session = await queues.AcceptNextAsync();
        await session.SetSessionStateAsync(new BinaryData("state"));
        await session.CompleteMessageAsync(await NextAsync(session));
        await session.CloseAsync();

        var next = queues.AcceptNextAsync();
        Assert.False(next.IsCompleted);
        await queues.SendToLaneAsync("lane 2", "b");

        Assert.Equal("lane 2", (await next).SessionId);
    }

    [Fact]
    public async Task A_session_released_with_messages_queues_behind_the_others()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane 1", "a", "b");
        await queues.SendToLaneAsync("lane 2", "c");

        await (await queues.AcceptNextAsync()).CloseAsync();

        Assert.Equal("lane 2", (await queues.AcceptNextAsync()).SessionId);
        Assert.Equal("lane 1", (await queues.AcceptNextAsync()).SessionId);
    }

    [Fact]
    public async Task A_session_queue_is_received_from_in_sessions_only()
    {
        await using var queues = new TestQueues();

        await Assert.ThrowsAsync<InvalidOperationException>(() => queues.Receiver(Lanes).ReceiveMessageAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => queues.Client.AcceptSessionAsync(Jobs, "lane"));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => queues.Client.AcceptNextSessionAsync(Jobs).WaitAsync(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task Names_of_sessions_differ_by_case()
    {
        await using var queues = new TestQueues();
        await queues.SendToLaneAsync("lane", "a");
        await queues.SendToLaneAsync("LANE", "b");

        Assert.Equal("b", (await NextAsync(await queues.AcceptAsync("LANE"))).MessageId);
        Assert.Equal("a", (await NextAsync(await queues.AcceptAsync("lane"))).MessageId);
    }
}
