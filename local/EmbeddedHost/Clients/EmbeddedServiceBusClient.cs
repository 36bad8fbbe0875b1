using AlturBridge.EmbeddedHost.Broker;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.EmbeddedHost.Clients;

/// <summary>The official client on top of the embedded broker. Closing it leaves the broker open.</summary>
/// <param name="broker">Receives its messages.</param>
/// <param name="sent">Called for every message it sends, once on disk.</param>
/// <param name="link">The link to the broker; without one it takes no time.</param>
public sealed class EmbeddedServiceBusClient(QueueBroker broker, Action<SentMessage>? sent = null, BrokerLink? link = null)
    : ServiceBusClient
{
    /// <summary>How long the official client waits for a session or a message by default.</summary>
    internal static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(1);

    private readonly BrokerLink link = link ?? new BrokerLink(TimeProvider.System);
    private bool isClosed;

    public override string FullyQualifiedNamespace => "embedded";

    public override string Identifier => "embedded";

    public override bool IsClosed => isClosed;

    public override ServiceBusSender CreateSender(string queueOrTopicName) => new EmbeddedSender(broker, link, queueOrTopicName, sent);

    public override ServiceBusReceiver CreateReceiver(string queueName) => CreateReceiver(queueName, new ServiceBusReceiverOptions());

    public override ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions options)
    {
        var isDeadLetter = (options ?? new ServiceBusReceiverOptions()).SubQueue == SubQueue.DeadLetter;
        var path = isDeadLetter ? $"{queueName}/{BrokerQueue.DeadLetterSuffix}" : queueName;
        return new EmbeddedReceiver(broker, link, path, isDeadLetter ? queueName : null);
    }

    public override async Task<ServiceBusSessionReceiver> AcceptNextSessionAsync(
        string queueName, ServiceBusSessionReceiverOptions? options = null, CancellationToken cancellationToken = default)
    {
        var queue = broker.Queue(queueName);
        await link.ArriveAsync(cancellationToken);
        return new EmbeddedSessionReceiver(queue, link, await queue.AcceptNextSessionAsync(DefaultWait, cancellationToken));
    }

    public override async Task<ServiceBusSessionReceiver> AcceptSessionAsync(
        string queueName, string sessionId, ServiceBusSessionReceiverOptions? options = null, CancellationToken cancellationToken = default)
    {
        var queue = broker.Queue(queueName);
        await link.ArriveAsync(cancellationToken);
        return new EmbeddedSessionReceiver(queue, link, queue.AcceptSession(sessionId));
    }

    public override ValueTask DisposeAsync()
    {
        isClosed = true;
        return ValueTask.CompletedTask;
    }
}
