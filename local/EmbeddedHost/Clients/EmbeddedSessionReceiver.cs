using AlturBridge.EmbeddedHost.Broker;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.EmbeddedHost.Clients;

/// <summary>The official receiver for one session. Closing it releases the session.</summary>
public sealed class EmbeddedSessionReceiver(BrokerQueue queue, BrokerLink link, SessionLock held)
    : BrokerReceiver(link, queue.Definition.Name, deadLetterSource: null)
{
    public override string SessionId => held.SessionId;

    public override DateTimeOffset SessionLockedUntil => held.LockedUntil;

    protected override BrokerQueue Queue => queue;

    public override Task<BinaryData> GetSessionStateAsync(CancellationToken cancellationToken = default) =>
        Link.CallAsync(() => Task.FromResult(new BinaryData(queue.GetState(held))), cancellationToken);

    public override Task SetSessionStateAsync(BinaryData sessionState, CancellationToken cancellationToken = default) =>
        Link.CallAsync(() => queue.SetStateAsync(held, sessionState?.ToArray() ?? []), cancellationToken);

    public override async Task RenewSessionLockAsync(CancellationToken cancellationToken = default)
    {
        await Link.ArriveAsync(cancellationToken);
        queue.RenewSession(held);
    }

    public override Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("A message of a session is locked with its session: renew the session's lock.");

    public override async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        await base.CloseAsync(cancellationToken);
        queue.ReleaseSession(held);
    }

    protected override Task<IReadOnlyList<DeliveredMessage>> TakeAsync(
        int maxMessages, TimeSpan maxWaitTime, CancellationToken cancellationToken) =>
        queue.ReceiveAsync(held, maxMessages, maxWaitTime, cancellationToken);

    protected override IReadOnlyList<DeliveredMessage> Peek(long fromSequenceNumber, int maxMessages) =>
        queue.Peek(fromSequenceNumber, maxMessages, SessionId);
}
