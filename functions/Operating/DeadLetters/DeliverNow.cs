using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Operating.DeadLetters;

/// <summary>
/// Immediately sends the records that wait for a retry, once the webhook works again. The copy is sent before the scheduled message is
/// cancelled: if we are killed in between, a record is delivered twice under one <c>webhook-id</c>, never lost.
/// </summary>
public sealed partial class DeliverNow(
    ServiceBusClient client,
    [FromKeyedServices(Queues.CallRecords)] ServiceBusSender records,
    TimeProvider time,
    ILogger<DeliverNow> logger)
{
    private const int PeekedAtOnce = 250;

    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(20);

    [Function(nameof(DeliverNow))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "deliveries/now")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await SendAsync(cancellationToken);
            Sent(outcome.Sent);
            return Results.Json(outcome, DeadLetterJson.Readable.DeliverNowOutcome);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Failed(exception);
            return OperatorProblem.Unavailable(
                request.HttpContext.Response, "Some or all could not be processed. Send the request again.");
        }
    }

    private async Task<DeliverNowOutcome> SendAsync(CancellationToken cancellationToken)
    {
        await using var receiver = client.CreateReceiver(Queues.CallRecords);
        var begin = time.GetUtcNow();
        var (sent, from) = (0, 1L);

        while (await receiver.PeekMessagesAsync(PeekedAtOnce, from, cancellationToken) is { Count: > 0 } messages)
        {
            // Anything scheduled from now on is the next attempt of a record that was just sent.
            var waiting = messages.Where(message => message.State == ServiceBusMessageState.Scheduled
                && message.ScheduledEnqueueTime > begin && message.EnqueuedTime < begin).ToList();
            if (waiting.Count > 0)
            {
                await MessageBatches.SendAsync(records, [.. waiting.Select(Copy)], CancellationToken.None);
                await Task.WhenAll(waiting.Select(CancelAsync));
                sent += waiting.Count;
            }

            if (time.GetUtcNow() - begin > LongestRequest)
            {
                return new DeliverNowOutcome(sent, More: true);
            }

            from = messages[^1].SequenceNumber + 1;
        }

        return new DeliverNowOutcome(sent, More: false);
    }

    private static ServiceBusMessage Copy(ServiceBusReceivedMessage message) =>
        new(message) { MessageId = LeadId.OfReplay(message.MessageId, message.SequenceNumber), ScheduledEnqueueTime = default };

    private async Task CancelAsync(ServiceBusReceivedMessage message)
    {
        try
        {
            await records.CancelScheduledMessageAsync(message.SequenceNumber, CancellationToken.None);
        }
        catch (ServiceBusException exception) when (exception.Reason == ServiceBusFailureReason.MessageNotFound)
        {
            // It became due meanwhile.
            DeliveredTwice(CallMessage.LeadIdOf(message));
        }
    }

    [LoggerMessage(1, LogLevel.Information, "An operator had {Count} records delivered at once")]
    private partial void Sent(int count);

    [LoggerMessage(2, LogLevel.Information, "Lead {LeadId}: its record's retry became due meanwhile, so it is delivered twice")]
    private partial void DeliveredTwice(string leadId);

    [LoggerMessage(3, LogLevel.Error, "Records could not be delivered at once")]
    private partial void Failed(Exception exception);
}
