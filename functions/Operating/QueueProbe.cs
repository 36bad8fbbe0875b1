using AlturBridge.Configuration;
using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Operating;

/// <summary>
/// Asks Service Bus about both queues: whether it may send there, which an open link knows without asking the broker, and what the first
/// message is, which only the broker knows. Its links end with the client.
/// </summary>
public sealed partial class QueueProbe(
    ServiceBusClient client,
    [FromKeyedServices(Queues.Calls)] ServiceBusSender calls,
    [FromKeyedServices(Queues.CallRecords)] ServiceBusSender records,
    QueueDeadline deadline,
    ILogger<QueueProbe> logger) : IStoreProbe
{
    private readonly ServiceBusReceiver callsReceiver = client.CreateReceiver(Queues.Calls);
    private readonly ServiceBusReceiver recordsReceiver = client.CreateReceiver(Queues.CallRecords);

    /// <summary>Both at once: a queue that does not answer must not use up the other's time.</summary>
    public async Task<IReadOnlyList<string>> ProblemsAsync(CancellationToken cancellationToken) =>
    [
        .. (await Task.WhenAll(
            ProblemAsync(Queues.Calls, calls, callsReceiver, cancellationToken),
            ProblemAsync(Queues.CallRecords, records, recordsReceiver, cancellationToken))).OfType<string>(),
    ];

    private async Task<string?> ProblemAsync(
        string queue, ServiceBusSender sender, ServiceBusReceiver receiver, CancellationToken cancellationToken)
    {
        try
        {
            await deadline.WithinAsync(
                async token =>
                {
                    using var batch = await sender.CreateMessageBatchAsync(token);
                    await receiver.PeekMessageAsync(fromSequenceNumber: 1, token);
                },
                cancellationToken);
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Unreachable(queue, exception);
            return $"The queue {queue} cannot be reached: check the setting ServiceBus, that the queue exists, and the app's role on it.";
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The queue {Queue} cannot be reached")]
    private partial void Unreachable(string queue, Exception exception);
}
