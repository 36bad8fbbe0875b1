using Azure.Messaging.ServiceBus;

namespace AlturBridge.Messages;

/// <summary>What crosses the <c>call-records</c> queue: the bytes Altur answered, unchanged.</summary>
public static class CallRecordMessage
{
    public const string Subject = "call-record";

    public static ServiceBusMessage Create(ServiceBusReceivedMessage call, BinaryData record)
    {
        var leadId = CallMessage.LeadIdOf(call);
        var message = new ServiceBusMessage(record)
        {
            MessageId = LeadId.OfRecord(call.MessageId, record),
            CorrelationId = leadId,
            Subject = Subject,
            ContentType = "application/json",
            ApplicationProperties =
            {
                [MessageProperty.Source] = MessageProperty.Text(call, MessageProperty.Source) ?? string.Empty,
                [MessageProperty.ReceivedAt] = MessageProperty.Format(MessageProperty.ReceivedAtOf(call)),
                [MessageProperty.Attempt] = 0,
                [MessageProperty.CallId] = CallRecord.IdOf(record) ?? string.Empty,
            },
        };
        MessageProperty.AddReference(message, MessageProperty.Text(call, MessageProperty.Reference));

        return message;
    }

    /// <returns>Why a message is no Call record, in one sentence; null for one that is.</returns>
    public static string? ProblemOf(ServiceBusReceivedMessage message) => ForeignMessage.ProblemOf(message)
        ?? (CallRecord.IsJsonObject(message.Body) ? null : "Its body is not a JSON object.");

    /// <summary>The copy that comes back later. Its MessageId depends only on the attempt: sent twice, it arrives once.</summary>
    public static ServiceBusMessage CreateRetry(ServiceBusReceivedMessage record, int attempt, DateTimeOffset at)
    {
        var copy = new ServiceBusMessage(record)
        {
            MessageId = LeadId.OfAttempt(record.MessageId, attempt),
            ScheduledEnqueueTime = at,
        };
        copy.ApplicationProperties[MessageProperty.Attempt] = attempt;
        copy.ApplicationProperties[MessageProperty.ReceivedAt] = MessageProperty.Format(MessageProperty.ReceivedAtOf(record));

        return copy;
    }
}
