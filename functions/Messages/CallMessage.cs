using System.Globalization;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Messages;

/// <summary>What crosses the <c>calls</c> queue.</summary>
public static class CallMessage
{
    public const string Subject = "call";

    /// <summary>
    /// The queue removes a lead this long after it is too old, so that PlaceCall ends it: it knows whether a call was begun, and which
    /// copies are obsolete.
    /// </summary>
    public static readonly TimeSpan ExpiryMargin = TimeSpan.FromDays(1);

    public static ServiceBusMessage Create(
        string leadId, string source, BinaryData callRequest, string lane, DateTimeOffset receivedAt, TimeSpan maxAge,
        string? reference = null)
    {
        var message = new ServiceBusMessage(callRequest)
        {
            MessageId = leadId,
            CorrelationId = leadId,
            Subject = Subject,
            ContentType = "application/json",
            SessionId = lane,
            TimeToLive = maxAge + ExpiryMargin,
            ApplicationProperties =
            {
                [MessageProperty.Source] = source,
                [MessageProperty.ReceivedAt] = MessageProperty.Format(receivedAt),
                [MessageProperty.Attempt] = 0,
            },
        };
        MessageProperty.AddReference(message, reference);

        return message;
    }

    /// <summary>The copy of a lead that may not be called yet. Its own MessageId lets it past duplicate detection.</summary>
    /// <param name="call">The lead.</param>
    /// <param name="number">Which copy this is, from 1.</param>
    /// <param name="lane">The lane of its number.</param>
    /// <param name="due">When it becomes due.</param>
    /// <param name="callBy">When it becomes too old.</param>
    public static ServiceBusMessage CreatePutOff(
        ServiceBusReceivedMessage call, int number, string lane, DateTimeOffset due, DateTimeOffset callBy) => new(call)
    {
        MessageId = LeadId.OfPutOff(call.MessageId, QueuedAtOf(call), MessageProperty.PutOffsOf(call), number),
        CorrelationId = LeadIdOf(call),
        SessionId = lane,
        ScheduledEnqueueTime = due,
        TimeToLive = (callBy > due ? callBy - due : TimeSpan.Zero) + ExpiryMargin,
        ApplicationProperties =
        {
            [MessageProperty.ReceivedAt] = MessageProperty.Format(MessageProperty.ReceivedAtOf(call)),
            [MessageProperty.PutOffs] = number,
            [MessageProperty.QueuedAt] = MessageProperty.Format(QueuedAtOf(call)),
            [MessageProperty.CallBy] = MessageProperty.Format(callBy),
        },
    };

    /// <summary>When a lead was queued: the same time for its original and all copies, another for each replay.</summary>
    public static DateTimeOffset QueuedAtOf(ServiceBusReceivedMessage message) =>
        MessageProperty.TimeOf(MessageProperty.Text(message, MessageProperty.QueuedAt)) ?? message.EnqueuedTime;

    /// <summary>
    /// The lead's id; a message queued by somebody else may carry only a MessageId, or none: then its sequence number identifies it.
    /// </summary>
    public static string LeadIdOf(ServiceBusReceivedMessage message) => message switch
    {
        { CorrelationId: { Length: > 0 } id } => id,
        { MessageId: { Length: > 0 } id } => id,
        _ => string.Create(CultureInfo.InvariantCulture, $"unnamed:{message.SequenceNumber}"),
    };
}
