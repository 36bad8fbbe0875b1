using AlturBridge.EmbeddedHost.Broker;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.EmbeddedHost.Clients;

/// <summary>The official client over the embedded broker. Closing it leaves the broker open.</summary>
/// <param name="broker">Where its messages go.</param>
/// <param name="sent">Told of every message sent by it, when it is on the disk.</param>
public sealed class EmbeddedServiceBusClient(QueueBroker broker, Action<SentMessage>? sent = null) : ServiceBusClient
{
    /// <summary>How long the official client waits for a session or a message when nobody says.</summary>
    internal static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(1);

    private bool isClosed;

    public override string FullyQualifiedNamespace => "embedded";

    public override string Identifier => "embedded";

    public override bool IsClosed => isClosed;

    public override ServiceBusSender CreateSender(string queueOrTopicName) => new EmbeddedSender(broker, queueOrTopicName, sent);

    public override ServiceBusReceiver CreateReceiver(string queueName) => CreateReceiver(queueName, new ServiceBusReceiverOptions());

    public override ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions options)
    {
        var isDeadLetter = (options ?? new ServiceBusReceiverOptions()).SubQueue == SubQueue.DeadLetter;
        var path = isDeadLetter ? $"{queueName}/{BrokerQueue.DeadLetterSuffix}" : queueName;
        return new EmbeddedReceiver(broker, path, options?.ReceiveMode ?? ServiceBusReceiveMode.PeekLock, isDeadLetter ? queueName : null);
    }

    public override async Task<ServiceBusSessionReceiver> AcceptNextSessionAsync(
        string queueName, ServiceBusSessionReceiverOptions? options = null, CancellationToken cancellationToken = default)
    {
        var queue = broker.Queue(queueName);
        return new EmbeddedSessionReceiver(
            queue,
            await queue.AcceptNextSessionAsync(DefaultWait, cancellationToken),
            options?.ReceiveMode ?? ServiceBusReceiveMode.PeekLock);
    }

    public override Task<ServiceBusSessionReceiver> AcceptSessionAsync(
        string queueName, string sessionId, ServiceBusSessionReceiverOptions? options = null, CancellationToken cancellationToken = default)
    {
        var queue = broker.Queue(queueName);
        return Task.FromResult<ServiceBusSessionReceiver>(
            new EmbeddedSessionReceiver(queue, queue.AcceptSession(sessionId), options?.ReceiveMode ?? ServiceBusReceiveMode.PeekLock));
    }

    public override ValueTask DisposeAsync()
    {
        isClosed = true;
        return ValueTask.CompletedTask;
    }
}
