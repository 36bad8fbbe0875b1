using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Simulation.Edges;

/// <summary>The worker's own connection to the broker.</summary>
public sealed class SimulatedClient(Simulation simulation) : ServiceBusClient
{
    public override ServiceBusSender CreateSender(string queueOrTopicName) => new SimulatedSender(simulation, queueOrTopicName);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class SimulatedSender(Simulation simulation, string queue) : ServiceBusSender
    {
        public override string EntityPath => queue;

        public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
        {
            var invocation = Invocation.Current;
            var operation = queue == Queues.Calls ? Operation.SendCall : Operation.SendRecord;
            return simulation.Edge.CrossAsync(operation, invocation, throughHost: false, () =>
            {
                var isNew = simulation.Queue(queue).Send(message);
                simulation.Ledger.Sent(invocation, queue, message, isNew);
                return isNew;
            });
        }
    }
}
