using AlturBridge.Configuration;
using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.EmbeddedHost.Runner;
using AlturBridge.Forwarding;
using AlturBridge.Messages;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;
using AlturBridge.Tests.Messages;
using AlturBridge.Tests.Queues;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;
using QueueNames = AlturBridge.Messages.Queues;

namespace AlturBridge.Tests.Forwarding;

/// <summary>
/// From Altur's record to the webhook: the real queue, ForwardCall and a real connection, on a stopped clock.
/// </summary>
internal sealed class ForwardingHop : IAsyncDisposable
{
    private readonly TestQueues queues;

    private ForwardingHop(TestQueues queues, WebhookReceiver receiver) => (this.queues, Receiver) = (queues, receiver);

    public WebhookReceiver Receiver { get; }

    public FakeTimeProvider Time => queues.Time;

    public static async Task<ForwardingHop> StartAsync(string faults = "none")
    {
        var queues = new TestQueues(QueueDefinitions.Read(Path.Combine(AppContext.BaseDirectory, "queues.json")).Single(
            queue => queue.Name == QueueNames.CallRecords));
        var receiver = await WebhookReceiver.StartAsync(
            new WebhookReceiverOptions { Secrets = [Webhook.Secret], Faults = Faults.Parse(faults), TimeProvider = queues.Time });
        return new ForwardingHop(queues, receiver);
    }

    /// <summary>Puts a record on the queue as the hop before does.</summary>
    public async Task HandOverAsync(BinaryData record, string leadId = Samples.OrderId, string source = "json")
    {
        var call = ServiceBusModelFactory.ServiceBusReceivedMessage(
            BinaryData.FromString(Samples.Lead), messageId: leadId, correlationId: leadId,
            properties: new Dictionary<string, object> { ["source"] = source }, enqueuedTime: Time.GetUtcNow());
        await using var sender = queues.Client.CreateSender(QueueNames.CallRecords);
        await sender.SendMessageAsync(CallRecordMessage.Create(call, record));
    }

    public async Task ForwardNextAsync()
    {
        await using var receiver = queues.Receiver(QueueNames.CallRecords);
        await RunAsync(await TestQueues.NextAsync(receiver), new EmbeddedMessageActions(receiver));
    }

    /// <summary>The process dies just before it would settle the message, and another one starts.</summary>
    public async Task ForwardNextAndCrashAsync()
    {
        var crash = new OperationCanceledException("kill -9");
        var actions = new Mock<ServiceBusMessageActions>(MockBehavior.Strict);
        actions.Setup(queue => queue.CompleteMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(crash);

        var message = await TestQueues.NextAsync(queues.Receiver(QueueNames.CallRecords));
        var run = RunAsync(message, actions.Object);
        await Eventually.TrueAsync(() => run.IsCompleted, () => Time.Advance(TimeSpan.FromSeconds(1)));
        Assert.Same(crash, await Assert.ThrowsAsync<OperationCanceledException>(() => run));
        await queues.CrashAsync();
    }

    /// <summary>What is on the queue, scheduled copies included.</summary>
    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> WaitingAsync() =>
        await queues.Receiver(QueueNames.CallRecords).PeekMessagesAsync(1000, 1);

    public async ValueTask DisposeAsync()
    {
        await Receiver.DisposeAsync();
        await queues.DisposeAsync();
    }

    private async Task RunAsync(ServiceBusReceivedMessage message, ServiceBusMessageActions actions)
    {
        await using var sender = queues.Client.CreateSender(QueueNames.CallRecords);
        var webhook = Webhook.Client(Webhook.Options(Receiver.Url, Webhook.Secret, Webhook.OtherSecret), Time);
        await new ForwardCall(
            webhook,
            sender,
            new QueueDeadline(TimeProvider.System),
            new KeptEvents(),
            Time,
            Random.Shared,
            NullLogger<ForwardCall>.Instance).RunAsync(message, actions, CancellationToken.None);
    }
}
