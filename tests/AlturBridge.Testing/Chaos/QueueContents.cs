using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.EmbeddedHost.Clients;
using AlturBridge.Messages;
using AlturBridge.Testing.Processes;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Testing.Chaos;

/// <summary>What is in the queues while no host is running.</summary>
/// <param name="Waiting">Ids of unfinished leads, including scheduled retries.</param>
/// <param name="DeadLetters">The dead letters in both queues.</param>
internal sealed record QueueContents(IReadOnlyList<string> Waiting, IReadOnlyList<DeadLetter> DeadLetters)
{
    public static async Task<QueueContents> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        await using var broker = QueueBroker.Open(folder, LoadQueues.Definitions, TimeProvider.System);
        await using var client = new EmbeddedServiceBusClient(broker);
        var (waiting, dead) = (new List<string>(), new List<DeadLetter>());

        foreach (var queue in new[] { Queues.Calls, Queues.CallRecords })
        {
            waiting.AddRange((await PeekAllAsync(client, queue, SubQueue.None, cancellationToken)).Select(CallMessage.LeadIdOf));
            dead.AddRange((await PeekAllAsync(client, queue, SubQueue.DeadLetter, cancellationToken))
                .Select(message => new DeadLetter(
                    CallMessage.LeadIdOf(message), message.DeadLetterReason, message.DeadLetterErrorDescription)));
        }

        return new QueueContents(waiting, dead);
    }

    /// <summary>The ids of the leads in the <c>calls</c> queue, by MessageId.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> WaitingCallsAsync(
        ServiceBusClient client, CancellationToken cancellationToken) =>
        (await PeekAllAsync(client, Queues.Calls, SubQueue.None, cancellationToken))
            .ToDictionary(message => message.MessageId, CallMessage.LeadIdOf, StringComparer.Ordinal);

    private static async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekAllAsync(
        ServiceBusClient client, string queue, SubQueue subQueue, CancellationToken cancellationToken)
    {
        await using var receiver = client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = subQueue });
        var all = new List<ServiceBusReceivedMessage>();
        IReadOnlyList<ServiceBusReceivedMessage> page;

        while ((page = await receiver.PeekMessagesAsync(500, all.Count == 0 ? 1 : all[^1].SequenceNumber + 1, cancellationToken)).Count > 0)
        {
            all.AddRange(page);
        }

        return all;
    }
}
