using System.Runtime.CompilerServices;
using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Simulation.Edges;

/// <summary>The worker's own connection to the broker.</summary>
public sealed class SimulatedClient(Simulation simulation) : ServiceBusClient
{
    public override ServiceBusSender CreateSender(string queueOrTopicName) => new SimulatedSender(simulation, queueOrTopicName);

    public override ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions options) =>
        options is { SubQueue: SubQueue.DeadLetter } ? new SimulatedReceiver(simulation, queueName)
            : throw new NotSupportedException("Only dead letters are received by the bridge itself.");

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class SimulatedSender(Simulation simulation, string queue) : ServiceBusSender
    {
        private const int BatchBytes = 256 * 1024;

        private readonly ConditionalWeakTable<ServiceBusMessageBatch, List<ServiceBusMessage>> batches = [];

        public override string EntityPath => queue;

        public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default) =>
            SendAsync([message]);

        public override ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default)
        {
            var messages = new List<ServiceBusMessage>();
            var batch = ServiceBusModelFactory.ServiceBusMessageBatch(BatchBytes, messages);
            batches.Add(batch, messages);
            return ValueTask.FromResult(batch);
        }

        public override Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default) =>
            SendAsync(batches.TryGetValue(messageBatch, out var messages) ? messages : []);

        private Task SendAsync(IReadOnlyList<ServiceBusMessage> messages)
        {
            var invocation = Invocation.Current;
            var operation = queue == Queues.Calls ? Operation.SendCall : Operation.SendRecord;
            return simulation.Edge.CrossAsync(operation, invocation, throughHost: false, () =>
            {
                foreach (var message in messages)
                {
                    var isNew = simulation.Queue(queue).Send(message);
                    simulation.Ledger.Sent(invocation, queue, message, isNew);
                }

                return true;
            });
        }
    }
}
