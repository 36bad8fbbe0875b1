using AlturBridge.EmbeddedHost.Broker;
using Azure.Messaging.ServiceBus;
using static AlturBridge.Tests.Queues.TestQueues;

namespace AlturBridge.Tests.Queues;

public sealed class SizeLimitTests
{
    private static readonly byte[] Kilobytes64 = new byte[64 * 1024];

    [Fact]
    public async Task A_message_may_have_almost_256_kilobytes()
    {
        await using var queues = new TestQueues();
        var body = new byte[QueueBroker.MaxMessageBytes - 1024];
        Random.Shared.NextBytes(body);

        await queues.Client.CreateSender(Jobs).SendMessageAsync(new ServiceBusMessage(body));

        Assert.Equal(body, (await NextAsync(queues.Receiver())).Body.ToArray());
    }

    [Fact]
    public async Task A_larger_message_is_refused()
    {
        await using var queues = new TestQueues();
        var message = new ServiceBusMessage(new byte[QueueBroker.MaxMessageBytes]);

        await AssertFailsAsync(
            ServiceBusFailureReason.MessageSizeExceeded, () => queues.Client.CreateSender(Jobs).SendMessageAsync(message));
    }

    [Fact]
    public async Task One_message_that_is_too_large_stops_those_sent_with_it()
    {
        await using var queues = new TestQueues();
        ServiceBusMessage[] messages = [Message("a"), new(new byte[QueueBroker.MaxMessageBytes]), Message("b")];

        await AssertFailsAsync(
            ServiceBusFailureReason.MessageSizeExceeded, () => queues.Client.CreateSender(Jobs).SendMessagesAsync(messages));

        Assert.Equal(0, queues.Broker.Queue(Jobs).Count);
    }

    [Fact]
    public async Task One_message_without_a_session_stops_those_sent_with_it()
    {
        await using var queues = new TestQueues();

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => queues.Client.CreateSender(Lanes).SendMessagesAsync([Message("a", "lane"), Message("b")]));

        Assert.Equal(0, queues.Broker.Queue(Lanes).Count);
    }

    [Fact]
    public async Task A_batch_takes_what_fits_and_is_sent_whole()
    {
        await using var queues = new TestQueues();
        var sender = queues.Client.CreateSender(Jobs);
        using var batch = await sender.CreateMessageBatchAsync();

        var accepted = Enumerable.Range(0, 5).Count(_ => batch.TryAddMessage(new ServiceBusMessage(Kilobytes64)));
        await sender.SendMessagesAsync(batch);

        Assert.Equal(3, accepted);
        Assert.Equal(3, batch.Count);
        Assert.Equal(3, (await queues.Receiver().ReceiveMessagesAsync(10)).Count);
    }

    [Fact]
    public async Task A_batch_that_refused_a_message_still_takes_a_smaller_one()
    {
        await using var queues = new TestQueues();
        using var batch = await queues.Client.CreateSender(Jobs).CreateMessageBatchAsync(
            new CreateMessageBatchOptions { MaxSizeInBytes = 1000 });

        Assert.False(batch.TryAddMessage(new ServiceBusMessage(Kilobytes64)));
        Assert.True(batch.TryAddMessage(Message("a")));
    }

    [Fact]
    public async Task A_batch_belongs_to_its_sender()
    {
        await using var queues = new TestQueues();
        using var batch = await queues.Client.CreateSender(Jobs).CreateMessageBatchAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => queues.Client.CreateSender(Lanes).SendMessagesAsync(batch));
    }

    [Fact]
    public async Task A_session_state_has_the_same_limit()
    {
        await using var queues = new TestQueues();
        var session = await queues.AcceptAsync("lane");
        var large = new BinaryData(new byte[QueueBroker.MaxMessageBytes]);

        await session.SetSessionStateAsync(large);
        await AssertFailsAsync(
            ServiceBusFailureReason.MessageSizeExceeded,
            () => session.SetSessionStateAsync(new BinaryData(new byte[QueueBroker.MaxMessageBytes + 1])));

        Assert.Equal(large.ToArray(), (await session.GetSessionStateAsync()).ToArray());
    }
}
