using AlturBridge.EndToEndTests.Harness;
using AlturBridge.Messages;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Time.Testing;

namespace AlturBridge.EndToEndTests;

/// <summary>Every attempt to deliver a record, at its time.</summary>
public sealed class DeliveryScheduleTests
{
    private const string Records = "call-records";

    /// <summary>The broker's alarm fires slightly after the time, never before it.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4), TimeSpan.FromHours(8),
    ];

    [Fact]
    public async Task A_record_never_accepted_is_retried_for_sixteen_hours_and_a_replay_starts_over()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        await using var test = await StartAsync(time);
        var leadId = await test.AcceptAsync("+12025550143");

        await Eventually.TrueAsync(() => test.Altur.Count == 1, "the call is placed");
        var recordId = LeadId.OfRecord(leadId, new BinaryData(test.Altur.Posts[0].Record));

        for (var attempt = 1; attempt <= Waits.Length; attempt++)
        {
            await GoToNextAttemptAsync(test, time, $"{recordId}:{attempt}", Waits[attempt - 1], attempts: attempt);
        }

        await Eventually.TrueAsync(async () => (await test.DeadLettersAsync(Records)).Count == 1, "the record is a dead letter");
        var deadLetter = Assert.Single(await test.DeadLettersAsync(Records));
        Assert.Equal("WebhookUnavailable", deadLetter.DeadLetterReason);
        Assert.Contains(
            $"none of 10 attempts, the last at {time.GetUtcNow().UtcDateTime:u}. The webhook answered 500: ",
            deadLetter.DeadLetterErrorDescription,
            StringComparison.Ordinal);
        Assert.Contains("A simulated fault.", deadLetter.DeadLetterErrorDescription, StringComparison.Ordinal);
        Assert.Empty(await test.WaitingAsync(Records));

        await ReplayAsync(test, $"{leadId}:r1");
        await GoToNextAttemptAsync(test, time, $"{leadId}:r1:1", Waits[0], attempts: 11);
        test.Webhook.Faults = Faults.None;
        await GoToNextAttemptAsync(test, time, $"{leadId}:r1:2", Waits[1], attempts: 12);

        await Eventually.TrueAsync(async () => (await test.WaitingAsync(Records)).Count == 0, "the record is delivered and gone");
        Assert.True(test.Webhook.Deliveries[^1].Accepted);
        Assert.All(test.Webhook.Deliveries, delivery => Assert.Equal((leadId, true), (delivery.WebhookId, delivery.SignatureValid)));
        Assert.Equal(1, test.Altur.Count);
    }

    [Fact]
    public async Task The_first_attempts_come_at_their_time_by_the_real_clock_too()
    {
        await using var test = await StartAsync(TimeProvider.System);
        await test.AcceptAsync("+12025550143");

        await Eventually.TrueAsync(() => test.Webhook.Count == 2, "the second attempt is made");
        test.Webhook.Faults = Faults.None;
        await Eventually.TrueAsync(() => test.Webhook.Count == 3, "the third attempt is made");

        // On a busy machine late means nothing; too early is wrong.
        var at = test.Webhook.Deliveries.Select(delivery => delivery.At).ToList();
        Assert.True(at[1] - at[0] >= Waits[0] * 0.8, $"the second came {at[1] - at[0]} after the first");
        Assert.True(at[2] - at[1] >= Waits[1] * 0.8, $"the third came {at[2] - at[1]} after the second");
        Assert.True(test.Webhook.Deliveries[2].Accepted);
    }

    private static Task<TestBridge> StartAsync(TimeProvider time) =>
        TestBridge.StartAsync(webhook: new WebhookReceiverOptions { Faults = Faults.Parse("500:1"), TimeProvider = time }, time: time);

    /// <summary>Finds the copy that the last attempt left, checks that it is due after its wait, and advances time to it.</summary>
    private static async Task GoToNextAttemptAsync(TestBridge test, FakeTimeProvider time, string messageId, TimeSpan wait, int attempts)
    {
        IReadOnlyList<ServiceBusReceivedMessage> waiting = [];
        await Eventually.TrueAsync(
            async () => (waiting = await test.WaitingAsync(Records)) is [{ State: ServiceBusMessageState.Scheduled }]
                && test.Webhook.Count == attempts, $"attempt {attempts} is made and leaves a copy");

        var copy = waiting[0];
        Assert.Equal(messageId, copy.MessageId);
        Assert.InRange(copy.ScheduledEnqueueTime - test.Webhook.Deliveries[^1].At, wait * 0.8, wait * 1.2);

        time.Advance(copy.ScheduledEnqueueTime - Moment - time.GetUtcNow());
        Assert.Equal(attempts, test.Webhook.Count);
        time.Advance(2 * Moment);
        await Eventually.TrueAsync(() => test.Webhook.Count == attempts + 1, $"attempt {attempts + 1} is made once it is due");
        Assert.InRange(test.Webhook.Deliveries[^1].At, copy.ScheduledEnqueueTime, copy.ScheduledEnqueueTime + Moment);
    }

    /// <summary>As the dead letter's own description says: a copy with a new MessageId.</summary>
    private static async Task ReplayAsync(TestBridge test, string messageId)
    {
        await using var receiver = test.ServiceBus.CreateReceiver(
            Records, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        await using var sender = test.ServiceBus.CreateSender(Records);
        var deadLetter = await receiver.ReceiveMessageAsync();

        await sender.SendMessageAsync(new ServiceBusMessage(deadLetter) { MessageId = messageId });
        await receiver.CompleteMessageAsync(deadLetter);
    }
}
