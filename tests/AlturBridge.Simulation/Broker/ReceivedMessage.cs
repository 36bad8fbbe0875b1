using Azure.Messaging.ServiceBus;

namespace AlturBridge.Simulation.Broker;

/// <summary>What the worker receives for a delivery.</summary>
internal static class ReceivedMessage
{
    public static ServiceBusReceivedMessage Of(QueuedMessage message, bool requiresSession) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(
        body: message.Sent.Body,
        messageId: message.Sent.MessageId,
        sessionId: message.Sent.SessionId,
        correlationId: message.Sent.CorrelationId,
        subject: message.Sent.Subject,
        contentType: message.Sent.ContentType,
        timeToLive: message.Sent.TimeToLive,
        properties: PropertiesOf(message),
        lockTokenGuid: new Guid((int)message.LockToken, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]),
        deliveryCount: requiresSession ? message.Deliveries + 1 : message.Deliveries,
        lockedUntil: new DateTimeOffset(message.LockedUntil, TimeSpan.Zero),
        sequenceNumber: message.SequenceNumber,
        enqueuedSequenceNumber: message.SequenceNumber,
        enqueuedTime: new DateTimeOffset(message.EnqueuedAt, TimeSpan.Zero));

    public static long TokenOf(ServiceBusReceivedMessage message) =>
        BitConverter.ToInt32(Guid.Parse(message.LockToken).ToByteArray());

    private static Dictionary<string, object> PropertiesOf(QueuedMessage message)
    {
        var properties = new Dictionary<string, object>(message.Properties);
        if (message.DeadLetterReason is { } reason)
        {
            properties["DeadLetterReason"] = reason;
            properties["DeadLetterErrorDescription"] = message.DeadLetterDescription ?? string.Empty;
        }

        return properties;
    }
}
