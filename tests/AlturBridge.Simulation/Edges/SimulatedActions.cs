using AlturBridge.Simulation.Broker;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Simulation.Edges;

/// <summary>Settles one delivery through the host that received it.</summary>
internal sealed class SimulatedActions(Simulation simulation, ModelQueue queue, Invocation invocation) : ServiceBusMessageActions
{
    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        SettleAsync(Operation.Complete, token => queue.Complete(token));

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string,
        object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        SettleAsync(Operation.Abandon, token => queue.Abandon(token, propertiesToModify));

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = null,
        string? deadLetterReason = null,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) =>
        SettleAsync(Operation.DeadLetter, token =>
        {
            simulation.Ledger.DeadLetteredBy = invocation;
            queue.DeadLetter(token, deadLetterReason, deadLetterErrorDescription, propertiesToModify);
            simulation.Ledger.DeadLetteredBy = null;
        });

    public override Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        SettleAsync(Operation.Complete, token => queue.Renew(token));

    private Task SettleAsync(Operation operation, Action<long> settle) =>
        simulation.Edge.CrossAsync(operation, invocation, throughHost: true, () =>
        {
            if (invocation.Hold is { } hold && !invocation.Worker.Host.HasLink(hold))
            {
                throw new ServiceBusException("The session link is closed.", ServiceBusFailureReason.SessionLockLost);
            }

            settle(invocation.LockToken);
            invocation.IsSettled = true;
            return true;
        });
}
