using AlturBridge.Configuration;
using AlturBridge.Messages;
using AlturBridge.Telemetry;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Forwarding;

/// <summary>
/// Delivers a Call record to the webhook. A failed attempt becomes a scheduled copy, sent before the original is completed: a crash in
/// between makes a second copy with the same MessageId, which duplicate detection removes.
/// </summary>
public sealed partial class ForwardCall(
    WebhookClient webhook,
    [FromKeyedServices(Queues.CallRecords)] ServiceBusSender records,
    QueueDeadline deadline,
    ILeadEvents events,
    TimeProvider time,
    Random random,
    ILogger<ForwardCall> logger)
{
    /// <summary>After its own failure Service Bus would redeliver within milliseconds, and the webhook would be asked each time.</summary>
    private static readonly TimeSpan WaitAfterFault = TimeSpan.FromSeconds(5);

    [Function(nameof(ForwardCall))]
    public async Task RunAsync(
        [ServiceBusTrigger(Queues.CallRecords, Connection = ServiceBusConnection.Setting, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();

        try
        {
            await ForwardAsync(message, actions);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await time.DelayAsync(WaitAfterFault, stopping);
            throw;
        }
    }

    private async Task ForwardAsync(ServiceBusReceivedMessage message, ServiceBusMessageActions actions)
    {
        if (CallRecordMessage.ProblemOf(message) is { } problem)
        {
            await DeadLetterAsync(message, actions, DeadLetterReason.Malformed, UndeliveredDescription.Malformed(problem));
            return;
        }

        // A delivery that has begun is finished, at most Webhook__Timeout later: cut off by a stop, it would be repeated.
        var delivery = await webhook.DeliverAsync(message, CancellationToken.None);
        BridgeMetrics.CountDelivery(delivery.Name);

        switch (delivery)
        {
            case Delivery.Delivered:
                await deadline.WithinAsync(cancellationToken => actions.CompleteMessageAsync(message, cancellationToken));
                Delivered(CallMessage.LeadIdOf(message));
                events.Add(LeadEvent.Delivered(message, AttemptsOf(message)));
                break;
            case Delivery.Gone gone:
                await DeadLetterAsync(
                    message,
                    actions,
                    DeadLetterReason.WebhookGone,
                    UndeliveredDescription.Gone(AttemptsOf(message), time.GetUtcNow(), gone.Why));
                break;
            case Delivery.Failed failed:
                await RetryLaterAsync(message, actions, failed);
                break;
        }
    }

    private async Task RetryLaterAsync(ServiceBusReceivedMessage message, ServiceBusMessageActions actions, Delivery.Failed failed)
    {
        var failures = AttemptsOf(message);
        events.Add(LeadEvent.DeliveryFailed(message, failures, failed.Status));
        if (RetrySchedule.NextWait(failures, failed.RetryAfter, random.NextDouble()) is not { } wait)
        {
            await DeadLetterAsync(
                message,
                actions,
                DeadLetterReason.WebhookUnavailable,
                UndeliveredDescription.Exhausted(failures, time.GetUtcNow(), failed.Why));
            return;
        }

        var copy = CallRecordMessage.CreateRetry(message, failures, time.GetUtcNow() + wait);
        await deadline.WithinAsync(cancellationToken => records.SendMessageAsync(copy, cancellationToken));
        await deadline.WithinAsync(cancellationToken => actions.CompleteMessageAsync(message, cancellationToken));
        NotDelivered(
            CallMessage.LeadIdOf(message),
            failures,
            wait,
            failed.Status is null ? PhoneNumber.Mask(failed.Why) : LeadEvent.Answered("The webhook", failed.Status));
    }

    private async Task DeadLetterAsync(ServiceBusReceivedMessage message, ServiceBusMessageActions actions, string reason, string why)
    {
        var properties = MessageProperty.OfDeadLetter(time.GetUtcNow());
        await deadline.WithinAsync(cancellationToken => actions.DeadLetterMessageAsync(
            message, properties, reason, DeadLetterDescription.Of(why), cancellationToken));
        DeadLettered(CallMessage.LeadIdOf(message), reason);
        events.Add(LeadEvent.DeadLettered(message, Queues.CallRecords, reason));
        BridgeMetrics.CountDeadLetter(Queues.CallRecords, reason);
    }

    /// <summary>How many attempts there have been, including this one.</summary>
    private static int AttemptsOf(ServiceBusReceivedMessage message) => MessageProperty.AttemptOf(message) + 1;

    [LoggerMessage(1, LogLevel.Information, "Lead {LeadId}: record delivered")]
    private partial void Delivered(string leadId);

    [LoggerMessage(2, LogLevel.Warning, "Lead {LeadId}: record not delivered in attempt {Attempt}, trying again in {Wait}. {Why}")]
    private partial void NotDelivered(string leadId, int attempt, TimeSpan wait, string why);

    [LoggerMessage(3, LogLevel.Error, "Lead {LeadId}: record dead-lettered as {Reason}")]
    private partial void DeadLettered(string leadId, string reason);
}
