using AlturBridge.Configuration;
using AlturBridge.Http;
using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Calling;

/// <summary>
/// Hands a Call record on to the forwarding hop, patiently: the call is placed, so nothing else may be done with the lead.
/// </summary>
public sealed partial class RecordHandOver(
    [FromKeyedServices(Queues.CallRecords)]
    ServiceBusSender records, QueueDeadline deadline, TimeProvider time, Random random, ILogger<RecordHandOver> logger)
{
    /// <summary>With the waits between them less than two minutes, even where each ends by its deadline.</summary>
    private const int MaxAttempts = 5;

    /// <summary>A second copy of a record that did arrive is swallowed by duplicate detection.</summary>
    /// <returns>Null, or why the record could not be handed on.</returns>
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

    [LoggerMessage(1, LogLevel.Warning, "The record of lead {LeadId} could not be put on the queue (attempt {Attempt}); it is tried again")]
    private partial void NotHandedOn(string leadId, int attempt, Exception exception);
}
