using AlturBridge.Configuration;
using AlturBridge.Http;
using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Calling;

/// <summary>
/// Queues a Call record for the forwarding hop, patiently: the call is placed, so nothing else may be done with the lead.
/// </summary>
public sealed partial class RecordHandOver(
    [FromKeyedServices(Queues.CallRecords)]
    ServiceBusSender records, QueueDeadline deadline, TimeProvider time, Random random, ILogger<RecordHandOver> logger)
{
    /// <summary>Including the waits, less than two minutes even if every attempt hits its deadline.</summary>
    private const int MaxAttempts = 5;

    /// <summary>Duplicate detection drops a second copy of a record that did arrive.</summary>
    /// <returns>Null, or why the record could not be queued.</returns>
    public async Task<string?> TryAsync(ServiceBusReceivedMessage call, BinaryData record)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await deadline.WithinAsync(
                    cancellationToken => records.SendMessageAsync(CallRecordMessage.Create(call, record), cancellationToken));
                return null;
            }
            catch (Exception exception)
                when (attempt < MaxAttempts && exception is not ServiceBusException { Reason: ServiceBusFailureReason.MessageSizeExceeded })
            {
                NotHandedOn(CallMessage.LeadIdOf(call), attempt, exception);
                await Task.Delay(
                    Backoff.Exponential(attempt, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30), random.NextDouble()), time);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                return exception.Message;
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The record of lead {LeadId} could not be queued (attempt {Attempt}); it is retried")]
    private partial void NotHandedOn(string leadId, int attempt, Exception exception);
}
