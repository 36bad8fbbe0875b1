using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.EmbeddedHost.Runner;

/// <summary>The worker's session actions on top of a session receiver.</summary>
public sealed class EmbeddedSessionMessageActions(ServiceBusSessionReceiver receiver) : ServiceBusSessionMessageActions
{
    /// <summary>The function asked to release the session after this message.</summary>
    public bool IsReleased { get; private set; }

    public override DateTimeOffset SessionLockedUntil => receiver.SessionLockedUntil;

    public override Task<BinaryData> GetSessionStateAsync(CancellationToken cancellationToken = default) =>
        receiver.GetSessionStateAsync(cancellationToken);

    public override Task SetSessionStateAsync(BinaryData sessionState, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sessionState);
        return receiver.SetSessionStateAsync(sessionState, cancellationToken);
    }

    public override Task RenewSessionLockAsync(CancellationToken cancellationToken = default) =>
        receiver.RenewSessionLockAsync(cancellationToken);

    public override Task ReleaseSession(CancellationToken cancellationToken = default)
    {
        IsReleased = true;
        return Task.CompletedTask;
    }
}
