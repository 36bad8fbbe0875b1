using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using static AlturBridge.Tests.Queues.TestQueues;

namespace AlturBridge.Tests.Queues;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Every_message_is_received_and_completed_once()
    {
        const int Senders = 8, MessagesEach = 250, Receivers = 8;
        await using var queues = new TestQueues(TimeProvider.System, Plain);
        using var done = new CancellationTokenSource(Deadline);
        var received = new ConcurrentDictionary<string, int>();
        var completed = 0;

        var receivers = Enumerable.Range(0, Receivers).Select(number => Task.Run(() => ReceiveAsync(1 + (number % 3)))).ToList();
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(() => SendAsync(sender))));
        await Task.WhenAll(receivers);

        Assert.Equal(Senders * MessagesEach, received.Count);
        Assert.All(received.Values, times => Assert.Equal(1, times));
        Assert.Equal(0, queues.Broker.Queue(Jobs).Count);

        async Task SendAsync(int sender)
        {
            for (var number = 0; number < MessagesEach; number++)
            {
                await queues.SendAsync($"{sender}:{number}");
            }
        }

        async Task ReceiveAsync(int atOnce)
        {
            var receiver = queues.Receiver();
            while (await OrDoneAsync(receiver.ReceiveMessagesAsync(atOnce, null, done.Token)) is { } messages)
            {
                foreach (var message in messages)
                {
                    received.AddOrUpdate(message.MessageId, 1, (_, times) => times + 1);
                    await receiver.CompleteMessageAsync(message);
                    if (Interlocked.Increment(ref completed) == Senders * MessagesEach)
                    {
                        await done.CancelAsync();
                    }
                }
            }
        }
    }

    [Fact]
    public async Task Every_session_has_one_holder_and_keeps_its_order()
    {
        const int Sessions = 12, MessagesEach = 60, Receivers = 6;
        await using var queues = new TestQueues(TimeProvider.System, WithSessions with { LockDuration = TimeSpan.FromMinutes(5) });
        using var done = new CancellationTokenSource(Deadline);
        var holders = new ConcurrentDictionary<string, int>();
        var next = new ConcurrentDictionary<string, int>();
        var completed = 0;

        var receivers = Enumerable.Range(0, Receivers).Select(_ => Task.Run(ReceiveAsync)).ToList();
        await Task.WhenAll(Enumerable.Range(0, Sessions).Select(session => Task.Run(() => SendAsync($"{session}"))));
        await Task.WhenAll(receivers);

        Assert.Equal(Sessions, next.Count);
        Assert.All(next.Values, number => Assert.Equal(MessagesEach, number));
        Assert.Equal(0, queues.Broker.Queue(Lanes).Count);

        async Task SendAsync(string session)
        {
            for (var number = 0; number < MessagesEach; number++)
            {
                await queues.SendToLaneAsync(session, $"{number}");
            }
        }

        async Task ReceiveAsync()
        {
            while (await OrDoneAsync(queues.Client.AcceptNextSessionAsync(Lanes, null, done.Token)) is { } session)
            {
                Assert.Equal(1, holders.AddOrUpdate(session.SessionId, 1, (_, count) => count + 1));
                await TakeAsync(session);
                holders[session.SessionId] = 0;
                await session.CloseAsync();
            }
        }

        // Two messages: sometimes the first is abandoned once, or the second is left to the session's next holder.
        async Task TakeAsync(ServiceBusSessionReceiver session)
        {
            var messages = await session.ReceiveMessagesAsync(2);
            var expected = next.GetOrAdd(session.SessionId, 0);
            Assert.Equal($"{expected}", messages[0].MessageId);
            if (expected % 7 == 0 && messages[0].DeliveryCount == 1)
            {
                await session.AbandonMessageAsync(messages[0]);
                return;
            }

            foreach (var message in messages.Take(expected % 3 == 0 ? 1 : 2))
            {
                Assert.Equal($"{next[session.SessionId]++}", message.MessageId);
                await session.CompleteMessageAsync(message);
                if (Interlocked.Increment(ref completed) == Sessions * MessagesEach)
                {
                    await done.CancelAsync();
                }
            }
        }
    }

    [Fact]
    public async Task Receivers_that_give_up_all_the_time_lose_nothing()
    {
        const int Messages = 300;
        await using var queues = new TestQueues(TimeProvider.System, Plain);
        var completed = 0;

        var receivers = Enumerable.Range(0, 4).Select(_ => Task.Run(ReceiveAsync)).ToList();
        for (var number = 0; number < Messages; number++)
        {
            await queues.SendAsync($"{number}");
        }

        await Task.WhenAll(receivers).WaitAsync(Deadline);
        Assert.Equal(0, queues.Broker.Queue(Jobs).Count);

        async Task ReceiveAsync()
        {
            var receiver = queues.Receiver();
            while (Volatile.Read(ref completed) < Messages)
            {
                using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(1));
                if (await OrDoneAsync(receiver.ReceiveMessageAsync(null, impatience.Token)) is { } message)
                {
                    Assert.Equal(1, message.DeliveryCount);
                    await receiver.CompleteMessageAsync(message);
                    Interlocked.Increment(ref completed);
                }
            }
        }
    }

    private static async Task<T?> OrDoneAsync<T>(Task<T> task)
        where T : class
    {
        try
        {
            return await task;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
