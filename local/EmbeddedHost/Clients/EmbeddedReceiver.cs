using AlturBridge.EmbeddedHost.Broker;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.EmbeddedHost.Clients;

/// <summary>The official receiver for a queue without sessions or a dead-letter queue.</summary>
public sealed class EmbeddedReceiver(QueueBroker broker, BrokerLink link, string path, string? deadLetterSource)
    : BrokerReceiver(link, path, deadLetterSource)
{
    private readonly Lazy<BrokerQueue> queue = new(() => broker.Queue(path));

    protected override BrokerQueue Queue => queue.Value;

    public override Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Link.CallAsync(() => Task.FromResult(Queue.RenewLock(LockOf(message))), cancellationToken);

    protected override Task<IReadOnlyList<DeliveredMessage>> TakeAsync(
        int maxMessages, TimeSpan maxWaitTime, CancellationToken cancellationToken) =>
        Queue.ReceiveAsync(maxMessages, maxWaitTime, cancellationToken);

    protected override IReadOnlyList<DeliveredMessage> Peek(long fromSequenceNumber, int maxMessages) =>
        Queue.Peek(fromSequenceNumber, maxMessages);
}
