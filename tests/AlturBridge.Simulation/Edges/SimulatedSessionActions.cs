using AlturBridge.Simulation.Broker;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Simulation.Edges;

/// <summary>
/// A session's actions, through the host, which finds them by session id: when two invocations of one session run in a process, both get
/// the first one's, and once that one ends, neither has any.
/// </summary>
internal sealed class SimulatedSessionActions(Simulation simulation, ModelQueue queue, Invocation invocation)
    : ServiceBusSessionMessageActions
{
    public override DateTimeOffset SessionLockedUntil => new(invocation.Hold!.LockedUntil, TimeSpan.Zero);

    public override Task<BinaryData> GetSessionStateAsync(CancellationToken cancellationToken = default) =>
        CrossAsync(Operation.ReadState, hold => new BinaryData(queue.GetState(hold)));

    public override Task SetSessionStateAsync(BinaryData sessionState, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sessionState);
        return CrossAsync(Operation.WriteState, hold =>
        {
            queue.SetState(hold, sessionState.ToArray());
            simulation.Ledger.Replaced(hold.SessionId);
            invocation.WroteState = true;
            return true;
        });
    }

    public override Task RenewSessionLockAsync(CancellationToken cancellationToken = default) => CrossAsync(Operation.ReadState, hold =>
    {
        queue.Renew(hold);
        return true;
    });

    public override Task ReleaseSession(CancellationToken cancellationToken = default) => CrossAsync(Operation.ReadState, hold =>
    {
        invocation.Worker.Host.ReleaseAfterwards(hold);
        return true;
    });

    private Task<T> CrossAsync<T>(Operation operation, Func<Hold, T> effect) =>
        simulation.Edge.CrossAsync(
            operation, invocation, throughHost: true, () => effect(invocation.Worker.Host.ActionsOf(invocation.Hold!.SessionId)));
}
