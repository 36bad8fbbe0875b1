using static AlturBridge.Tests.Queues.TestQueues;

namespace AlturBridge.Tests.Queues;

public sealed class WaitingReceiverTests
{
    [Fact]
    public async Task A_waiting_receiver_gets_a_message_at_once()
    {
        await using var queues = new TestQueues();
        var receive = NextAsync(queues.Receiver());

        await queues.SendAsync("a");

        Assert.Equal("a", (await receive).MessageId);
    }

    [Fact]
    public async Task Two_waiting_receivers_share_two_messages()
    {
        await using var queues = new TestQueues();
        var first = NextAsync(queues.Receiver());
        var second = NextAsync(queues.Receiver());

        await queues.SendAsync("a", "b");

        Assert.Equal(["a", "b"], [(await first).MessageId, (await second).MessageId]);
    }

    [Fact]
    public async Task A_receiver_that_gave_up_takes_no_message()
    {
        await using var queues = new TestQueues();
        await queues.AssertNothingAsync(queues.Receiver());

        await queues.SendAsync("a");

        Assert.Equal(1, (await NextAsync(queues.Receiver())).DeliveryCount);
    }

    [Fact]
    public async Task A_cancelled_receive_takes_no_message()
    {
        await using var queues = new TestQueues();
        using var cancellation = new CancellationTokenSource();
        var receive = queues.Receiver().ReceiveMessageAsync(cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receive.WaitAsync(Deadline));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => queues.Receiver().ReceiveMessageAsync(cancellationToken: cancellation.Token));

        await queues.SendAsync("a");
        Assert.Equal(1, (await NextAsync(queues.Receiver())).DeliveryCount);
    }

    [Fact]
    public async Task A_wait_that_cannot_be_measured_takes_no_message()
    {
        await using var queues = new TestQueues();
        var receiver = queues.Receiver();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(-2)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => receiver.ReceiveMessagesAsync(0));

        await queues.SendAsync("a");
        Assert.Equal(1, (await NextAsync(receiver)).DeliveryCount);
    }

    [Fact]
    public async Task A_wait_without_end_is_allowed()
    {
        await using var queues = new TestQueues();
        var receive = queues.Receiver().ReceiveMessageAsync(TimeSpan.MaxValue);

        await queues.SendAsync("a");

        Assert.Equal("a", (await receive.WaitAsync(Deadline)).MessageId);
    }
}
