using AlturBridge.Testing;
using Azure.Messaging.ServiceBus;
using static AlturBridge.Tests.Queues.TestQueues;

namespace AlturBridge.Tests.Queues;

public sealed class ManyMessagesTests
{
    [Fact]
    public async Task Locks_and_lives_end_as_they_should_after_very_many_deliveries()
    {
        const int Messages = 2500;
        await using var queues = new TestQueues(Plain with { MaxDeliveryCount = 100, DefaultMessageTimeToLive = TimeSpan.FromHours(1) });
        await queues.SendAsync([.. Enumerable.Range(0, Messages).Select(number => $"{number}")]);
        var receiver = queues.Receiver();
        for (var delivery = 1; delivery < 4; delivery++)
        {
            var messages = await receiver.ReceiveMessagesAsync(Messages);
            await Task.WhenAll(messages.Select(message => receiver.AbandonMessageAsync(message)));
        }

        Assert.Equal(Messages, (await receiver.ReceiveMessagesAsync(Messages)).Count);
        queues.Time.Advance(PastTheLock);
        var again = await receiver.ReceiveMessagesAsync(Messages);
        Assert.Equal(Messages, again.Count);
        Assert.All(again, message => Assert.Equal(5, message.DeliveryCount));

        queues.Time.Advance(PastTheLock);
        queues.Time.Advance(TimeSpan.FromHours(1));
        await Eventually.TrueAsync(() => queues.Broker.Queue(Jobs).Count == 0);
        Assert.Equal(Messages, (await queues.DeadLetters().ReceiveMessagesAsync(Messages)).Count);
    }

    [Fact]
    public async Task More_messages_than_numbers_are_reserved_at_once_survive()
    {
        await using var queues = new TestQueues();
        for (var batch = 0; batch < 11; batch++)
        {
            await queues.SendAsync([.. Enumerable.Range(0, 1000).Select(number => $"{batch}:{number}")]);
        }

        await queues.CrashAsync();
        await queues.SendAsync("last");

        Assert.Equal(11_001, queues.Broker.Queue(Jobs).Count);
        var last = await queues.Receiver().PeekMessagesAsync(1, (await queues.Receiver().PeekMessagesAsync(11_000))[^1].SequenceNumber + 1);
        Assert.Equal("last", last[0].MessageId);
    }

    [Fact]
    public async Task Contents_that_do_not_fit_into_memory_come_from_the_file()
    {
        await using var queues = new TestQueues();
        var body = new byte[250 * 1024];
        var sender = queues.Client.CreateSender(Jobs);
        for (var number = 0; number < 300; number++)
        {
            BitConverter.TryWriteBytes(body, number);
            await sender.SendMessageAsync(new ServiceBusMessage(body));
        }

        var receiver = queues.Receiver();
        for (var number = 0; number < 300; number++)
        {
            var message = await NextAsync(receiver);
            Assert.Equal((number, body.Length), (BitConverter.ToInt32(message.Body.ToMemory().Span), message.Body.ToMemory().Length));
            await receiver.CompleteMessageAsync(message);
        }
    }
}
