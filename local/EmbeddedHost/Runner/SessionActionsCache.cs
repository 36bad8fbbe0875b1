using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.EmbeddedHost.Runner;

/// <summary>
/// Finds a session's actions as the Functions host does: by id alone, for the whole process. After a lost lock two invocations of a session
/// share the first one's actions, until that one ends and removes them.
/// </summary>
public sealed class SessionActionsCache
{
    private readonly ConcurrentDictionary<string, ServiceBusSessionMessageActions> held = new(StringComparer.Ordinal);

    /// <summary>Runs one invocation with whichever actions are found.</summary>
    public async Task WithAsync(
        string sessionId, ServiceBusSessionMessageActions own, Func<ServiceBusSessionMessageActions, Task> invokeAsync)
    {
        held.TryAdd(sessionId, own);
        try
        {
            await invokeAsync(new Found(this, sessionId));
        }
        finally
        {
            held.TryRemove(sessionId, out _);
        }
    }

    /// <summary>Looked up again for each call, as the host does.</summary>
    private sealed class Found(SessionActionsCache cache, string sessionId) : ServiceBusSessionMessageActions
    {
        public override DateTimeOffset SessionLockedUntil => Actions.SessionLockedUntil;

        private ServiceBusSessionMessageActions Actions => cache.held.TryGetValue(sessionId, out var actions)
            ? actions
            : throw new InvalidOperationException($"SessionId {sessionId} not found: the invocation that brought its actions has ended.");

        public override Task<BinaryData> GetSessionStateAsync(CancellationToken cancellationToken = default) =>
            Actions.GetSessionStateAsync(cancellationToken);

        public override Task SetSessionStateAsync(BinaryData sessionState, CancellationToken cancellationToken = default) =>
            Actions.SetSessionStateAsync(sessionState, cancellationToken);

        public override Task RenewSessionLockAsync(CancellationToken cancellationToken = default) =>
            Actions.RenewSessionLockAsync(cancellationToken);

        public override Task ReleaseSession(CancellationToken cancellationToken = default) => Actions.ReleaseSession(cancellationToken);
    }
}
