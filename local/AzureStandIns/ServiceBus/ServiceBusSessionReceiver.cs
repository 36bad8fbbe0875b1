using AlturBridge.AzureStandIns;

namespace Azure.Messaging.ServiceBus;

public class ServiceBusSessionReceiver : ServiceBusReceiver
{
    protected ServiceBusSessionReceiver()
    {
    }

    public virtual string SessionId { get; }

    public override bool IsClosed => base.IsClosed;

    public virtual DateTimeOffset SessionLockedUntil { get; }

    public virtual Task<BinaryData> GetSessionStateAsync(CancellationToken cancellationToken = default) => throw StandIn.IsInert();

    public virtual Task SetSessionStateAsync(BinaryData sessionState, CancellationToken cancellationToken = default) =>
        throw StandIn.IsInert();

    public virtual Task RenewSessionLockAsync(CancellationToken cancellationToken = default) => throw StandIn.IsInert();
}
