using Azure.Messaging.ServiceBus;
using static AlturBridge.Tests.Queues.TestQueues;

namespace AlturBridge.Tests.Queues;

public sealed class SendingAndReceivingTests
{
    [Fact]
    public async Task A_message_is_received_once_and_gone_when_completed()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a");
        var receiver = queues.Receiver();

        var message = await NextAsync(receiver);
        Assert.Equal("a", message.Body.ToString());
        Assert.Equal(1, message.DeliveryCount);
        await queues.AssertNothingAsync(receiver);

        await receiver.CompleteMessageAsync(message);
        Assert.Equal(0, queues.Broker.Queue(Jobs).Count);
    }

    [Fact]
    public async Task Messages_come_in_the_order_they_were_sent()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a", "b");
        await queues.SendAsync("c");

        var messages = await queues.Receiver().ReceiveMessagesAsync(10);

        Assert.Equal(["a", "b", "c"], messages.Select(message => message.MessageId));
        Assert.Equal(messages.Select(message => message.SequenceNumber).Order(), messages.Select(message => message.SequenceNumber));
    }

    [Fact]
    public async Task No_more_messages_are_received_than_were_asked_for()
    {
        await using var queues = new TestQueues();
        await queues.SendAsync("a", "b", "c");

        Assert.Equal(2, (await queues.Receiver().ReceiveMessagesAsync(2)).Count);
        Assert.Single(await queues.Receiver().ReceiveMessagesAsync(2));
    }

    [Fact]
    public async Task A_queue_that_is_not_defined_is_not_found()
    {
        await using var queues = new TestQueues();

        await AssertFailsAsync(
            ServiceBusFailureReason.MessagingEntityNotFound, () => queues.Client.CreateSender("other").SendMessageAsync(Message("a")));
        await AssertFailsAsync(ServiceBusFailureReason.MessagingEntityNotFound, () => queues.Receiver("other").ReceiveMessageAsync());
        await AssertFailsAsync(ServiceBusFailureReason.MessagingEntityNotFound, () => queues.Receiver("other").PeekMessageAsync());
        await AssertFailsAsync(ServiceBusFailureReason.MessagingEntityNotFound, () => queues.Client.AcceptNextSessionAsync("other"));
    }

    [Fact]
    public async Task Closed_clients_send_and_receive_nothing()
    {
        await using var queues = new TestQueues();
        var sender = queues.Client.CreateSender(Jobs);
        var receiver = queues.Receiver();

        await sender.CloseAsync();
        await receiver.CloseAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => sender.SendMessageAsync(Message("a")));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => receiver.ReceiveMessageAsync());
    }
}
