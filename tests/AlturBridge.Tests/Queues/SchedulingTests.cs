using Azure.Messaging.ServiceBus;
using static AlturBridge.Tests.Queues.TestQueues;

namespace AlturBridge.Tests.Queues;

public sealed class SchedulingTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan PastTheDelay = Delay + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_scheduled_message_is_invisible_until_it_is_due()
    {
        await using var queues = new TestQueues();
        var scheduled = await ScheduleAsync(queues, "a");

        queues.Time.Advance(Delay - TimeSpan.FromMinutes(1));
        await queues.AssertNothingAsync(queues.Receiver());
        queues.Time.Advance(TimeSpan.FromMinutes(1));

        var message = await NextAsync(queues.Receiver());
        Assert.Equal(("a", 1), (message.MessageId, message.DeliveryCount));
        Assert.True(message.SequenceNumber > scheduled);
    }

    [Fact]
    public async Task A_waiting_receiver_gets_it_when_it_is_due()
    {
        await using var queues = new TestQueues();
        await ScheduleAsync(queues, "a");
        var receive = queues.Receiver().ReceiveMessageAsync(TimeSpan.FromHours(1));

        queues.Time.Advance(PastTheDelay);

        Assert.Equal("a", (await receive.WaitAsync(Deadline)).MessageId);
    }

    [Fact]
    public async Task A_message_with_a_scheduled_time_is_scheduled_by_any_send()
    {
        await using var queues = new TestQueues();
        var message = Message("a");
        message.ScheduledEnqueueTime = queues.Time.GetUtcNow() + Delay;
        await queues.Client.CreateSender(Jobs).SendMessagesAsync([message, Message("b")]);

        Assert.Equal("b", (await NextAsync(queues.Receiver())).MessageId);
        await queues.AssertNothingAsync(queues.Receiver());
    }

    [Fact]
    public async Task A_scheduled_time_that_has_passed_means_at_once()
    {
        await using var queues = new TestQueues();
        await queues.Client.CreateSender(Jobs).ScheduleMessageAsync(Message("a"), queues.Time.GetUtcNow() - Delay);

        Assert.Equal("a", (await NextAsync(queues.Receiver())).MessageId);
    }

    [Fact]
    public async Task An_activated_message_queues_behind_earlier_ones()
    {
        await using var queues = new TestQueues();
        await ScheduleAsync(queues, "scheduled");
        await queues.SendAsync("sent");

        queues.Time.Advance(PastTheDelay);
        await queues.CrashAsync();
        queues.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("sent", (await NextAsync(queues.Receiver())).MessageId);
        Assert.Equal("scheduled", (await NextAsync(queues.Receiver())).MessageId);
    }

    [Fact]
    public async Task Messages_due_at_the_same_time_keep_their_order()
    {
        await using var queues = new TestQueues();
        var ids = Enumerable.Range(0, 20).Select(number => $"{number}").ToList();
        var messages = ids.Select(id => Message(id, "lane")).ToList();
        messages.ForEach(message => message.ScheduledEnqueueTime = queues.Time.GetUtcNow() + Delay);
        await queues.Client.CreateSender(Lanes).SendMessagesAsync(messages);

        queues.Time.Advance(PastTheDelay);

        var session = await queues.AcceptNextAsync();
        foreach (var id in ids)
        {
            Assert.Equal(id, (await NextAsync(session)).MessageId);
        }
    }

    [Fact]
    public async Task The_time_to_live_begins_when_it_is_due()
    {
        await using var queues = new TestQueues();
        var message = new ServiceBusMessage("a") { TimeToLive = TimeSpan.FromMinutes(1) };
        await queues.Client.CreateSender(Jobs).ScheduleMessageAsync(message, queues.Time.GetUtcNow() + Delay);

        queues.Time.Advance(Delay + TimeSpan.FromSeconds(30));
        var received = await NextAsync(queues.Receiver());
        Assert.InRange(received.EnqueuedTime, queues.Time.GetUtcNow() - TimeSpan.FromSeconds(31), queues.Time.GetUtcNow());

        queues.Time.Advance(PastTheLock);
        Assert.Equal("TTLExpiredException", (await NextAsync(queues.DeadLetters())).DeadLetterReason);
    }

    [Fact]
    public async Task A_cancelled_message_never_comes()
    {
        await using var queues = new TestQueues();
        await queues.Client.CreateSender(Jobs).CancelScheduledMessageAsync(await ScheduleAsync(queues, "a"));

        queues.Time.Advance(PastTheDelay);
        await queues.AssertNothingAsync(queues.Receiver());
        await queues.CrashAsync();

        Assert.Empty(await queues.Receiver().PeekMessagesAsync(10));
    }

    [Fact]
    public async Task It_can_be_cancelled_once_and_not_too_late()
    {
        await using var queues = new TestQueues();
        var sender = queues.Client.CreateSender(Jobs);
        var cancelled = await ScheduleAsync(queues, "a");
        var late = await ScheduleAsync(queues, "b");
        await sender.CancelScheduledMessageAsync(cancelled);
        queues.Time.Advance(PastTheDelay);
        var visible = await NextAsync(queues.Receiver());

        foreach (var number in new[] { cancelled, late, visible.SequenceNumber, 123_456 })
        {
            await AssertFailsAsync(ServiceBusFailureReason.MessageNotFound, () => sender.CancelScheduledMessageAsync(number));
        }
    }

    [Fact]
    public async Task A_scheduled_message_survives_a_crash()
    {
        await using var queues = new TestQueues();
        await ScheduleAsync(queues, "a");
        await ScheduleAsync(queues, "b");

        await queues.CrashAsync();
        await queues.AssertNothingAsync(queues.Receiver());
        queues.Time.Advance(PastTheDelay);

        Assert.Equal(["a", "b"], [(await NextAsync(queues.Receiver())).MessageId, (await NextAsync(queues.Receiver())).MessageId]);
    }

    /// <summary>Timers stand still while a laptop sleeps.</summary>
    [Fact]
    public async Task A_message_that_came_due_while_the_machine_slept_is_visible_soon_after()
    {
        await using var queues = new TestQueues();
        await ScheduleAsync(queues, "a");
        var receive = queues.Receiver().ReceiveMessageAsync(TimeSpan.FromHours(1));

        queues.Time.AdjustTime(queues.Time.GetUtcNow() + PastTheDelay);
        queues.Time.Advance(TimeSpan.FromMinutes(1.1));

        Assert.Equal("a", (await receive.WaitAsync(Deadline)).MessageId);
    }

    private static Task<long> ScheduleAsync(TestQueues queues, string id) =>
        queues.Client.CreateSender(Jobs).ScheduleMessageAsync(Message(id), queues.Time.GetUtcNow() + Delay);
}
