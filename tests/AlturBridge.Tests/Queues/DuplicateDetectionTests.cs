using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.EmbeddedHost.Clients;
using Azure.Messaging.ServiceBus;
using static AlturBridge.Tests.Queues.TestQueues;

namespace AlturBridge.Tests.Queues;

public sealed class DuplicateDetectionTests
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private static QueueDefinition Detecting =>
        Plain with { RequiresDuplicateDetection = true, DuplicateDetectionHistoryTimeWindow = Window };

    [Fact]
    public async Task A_second_send_succeeds_and_vanishes()
    {
        await using var queues = new TestQueues(Detecting);
        await queues.SendAsync("a");

        await queues.SendAsync("a", "b", "b");

        Assert.Equal(["a", "b"], (await queues.Receiver().ReceiveMessagesAsync(10)).Select(message => message.MessageId));
    }

    [Fact]
    public async Task Who_asks_to_be_told_learns_which_message_was_dropped()
    {
        await using var queues = new TestQueues(Detecting);
        var told = new List<SentMessage>();
        await using var sender = new EmbeddedServiceBusClient(queues.Broker, told.Add).CreateSender(Jobs);

        await sender.SendMessageAsync(Message("a"));
        await sender.SendMessagesAsync([Message("b"), Message("a")]);
        using var batch = await sender.CreateMessageBatchAsync();
        Assert.True(batch.TryAddMessage(Message("b")));
        await sender.SendMessagesAsync(batch);

        Assert.Equal(
            [(Jobs, "a", false), (Jobs, "b", false), (Jobs, "a", true), (Jobs, "b", true)],
            told.Select(sent => (sent.Queue, sent.Message.MessageId, sent.IsDuplicate)));
    }

    [Fact]
    public async Task Two_sends_at_once_make_one_message()
    {
        await using var queues = new TestQueues(Detecting);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => queues.SendAsync("a"))));

        Assert.Equal(1, queues.Broker.Queue(Jobs).Count);
    }

    [Fact]
    public async Task A_scheduled_message_counts_and_is_compared()
    {
        await using var queues = new TestQueues(Detecting);
        var sender = queues.Client.CreateSender(Jobs);
        await sender.ScheduleMessageAsync(Message("a"), queues.Time.GetUtcNow().AddMinutes(10));
        await queues.SendAsync("b");

        await queues.SendAsync("a");
        await sender.ScheduleMessageAsync(Message("b"), queues.Time.GetUtcNow().AddMinutes(10));
        queues.Time.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal("b", (await NextAsync(queues.Receiver())).MessageId);
        Assert.Equal("a", (await NextAsync(queues.Receiver())).MessageId);
        await queues.AssertNothingAsync(queues.Receiver());
    }

    [Fact]
    public async Task A_settled_message_still_counts()
    {
        await using var queues = new TestQueues(Detecting);
        await queues.SendAsync("completed", "refused");
        var receiver = queues.Receiver();
        await receiver.CompleteMessageAsync(await NextAsync(receiver));
        await receiver.DeadLetterMessageAsync(await NextAsync(receiver), "Refused");

        await queues.SendAsync("completed", "refused");

        await queues.AssertNothingAsync(receiver);
    }

    [Fact]
    public async Task An_id_is_compared_over_all_sessions()
    {
        await using var queues = new TestQueues(WithSessions with { RequiresDuplicateDetection = true });
        await queues.SendToLaneAsync("lane 1", "a");

        await queues.SendToLaneAsync("lane 2", "a");

        Assert.Equal(1, queues.Broker.Queue(Lanes).Count);
    }

    [Fact]
    public async Task Case_matters_and_a_message_without_an_id_is_never_a_duplicate()
    {
        await using var queues = new TestQueues(Detecting);
        var sender = queues.Client.CreateSender(Jobs);

        await sender.SendMessagesAsync([new ServiceBusMessage("x"), new ServiceBusMessage("x"), Message("a"), Message("A")]);

        Assert.Equal(4, queues.Broker.Queue(Jobs).Count);
    }

    [Fact]
    public async Task An_id_is_free_again_after_the_window()
    {
        await using var queues = new TestQueues(Detecting);
        await queues.SendAsync("a");
        queues.Time.Advance(Window - TimeSpan.FromMinutes(1));
        await queues.SendAsync("a");
        Assert.Equal(1, queues.Broker.Queue(Jobs).Count);

        queues.Time.Advance(TimeSpan.FromMinutes(2));
        await queues.SendAsync("a");
        await queues.SendAsync("a");

        Assert.Equal(2, queues.Broker.Queue(Jobs).Count);
    }

    [Fact]
    public async Task The_window_restarts_with_the_accepted_message()
    {
        await using var queues = new TestQueues(Detecting);
        await queues.SendAsync("a");
        queues.Time.Advance(Window + TimeSpan.FromMinutes(1));
        await queues.SendAsync("a");
        var receiver = queues.Receiver();

        // Settling makes the broker forget what has left the window.
        await receiver.CompleteMessageAsync(await NextAsync(receiver));
        await receiver.CompleteMessageAsync(await NextAsync(receiver));
        await queues.CrashAsync();
        queues.Time.Advance(Window - TimeSpan.FromMinutes(1));
        await queues.SendAsync("a");

        Assert.Equal(0, queues.Broker.Queue(Jobs).Count);
    }

    [Fact]
    public async Task Ids_survive_a_crash()
    {
        await using var queues = new TestQueues(Detecting);
        await queues.SendAsync("waiting", "completed");
        var receiver = queues.Receiver();
        await receiver.CompleteMessageAsync((await receiver.ReceiveMessagesAsync(2))[1]);

        await queues.CrashAsync();
        await queues.SendAsync("waiting", "completed");
        Assert.Equal(1, queues.Broker.Queue(Jobs).Count);

        queues.Time.Advance(Window + TimeSpan.FromMinutes(1));
        await queues.SendAsync("completed");
        Assert.Equal(2, queues.Broker.Queue(Jobs).Count);
    }

    [Fact]
    public async Task A_queue_without_detection_takes_every_message()
    {
        await using var queues = new TestQueues();

        await queues.SendAsync("a", "a");

        Assert.Equal(2, queues.Broker.Queue(Jobs).Count);
    }
}
