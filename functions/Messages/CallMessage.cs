using Azure.Messaging.ServiceBus;

namespace AlturBridge.Messages;

/// <summary>What crosses the <c>calls</c> queue.</summary>
public static class CallMessage
{
    public const string Subject = "call";

    public static ServiceBusMessage Create(
        string leadId, string source, BinaryData callRequest, string lane, DateTimeOffset receivedAt, TimeSpan maxAge, string? reference = null)
    {
        var message = new ServiceBusMessage(callRequest)
        {
            MessageId = leadId,
            CorrelationId = leadId,
            Subject = Subject,
            ContentType = "application/json",
            SessionId = lane,
            TimeToLive = maxAge,
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

    /// <summary>The lead's identity; a message put on the queue by somebody else may carry only a MessageId.</summary>
    public static string LeadIdOf(ServiceBusReceivedMessage message) => message.CorrelationId is { Length: > 0 } id ? id : message.MessageId;
}
