using AlturBridge.EmbeddedHost.Broker;
using Azure.Core.Amqp;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.EmbeddedHost.Clients;

/// <summary>Encodes a message as AMQP, as the official client sends it, and decodes it with what the broker knows of it.</summary>
internal static class MessageCodec
{
    public static OutgoingMessage Encode(ServiceBusMessage message) => new()
    {
        MessageId = message.MessageId,
        SessionId = message.SessionId,
        TimeToLive = message.TimeToLive,
        ScheduledEnqueueTime = message.ScheduledEnqueueTime,
        Content = message.GetRawAmqpMessage().ToBytes().ToArray(),
    };

    /// <summary>The content of a received message with some properties changed.</summary>
    public static byte[] Encode(ServiceBusReceivedMessage message, IEnumerable<KeyValuePair<string, object>> changes)
    {
        var copy = new ServiceBusMessage(message);
        foreach (var (name, value) in changes)
        {
            copy.ApplicationProperties[name] = value;
        }

        return copy.GetRawAmqpMessage().ToBytes().ToArray();
    }

    /// <param name="delivered">The message.</param>
    /// <param name="deadLetterSource">The queue it came from, if read from a dead-letter queue.</param>
    public static ServiceBusReceivedMessage Decode(DeliveredMessage delivered, string? deadLetterSource)
    {
        var message = AmqpAnnotatedMessage.FromBytes(new BinaryData(delivered.Content));
        message.Header.DeliveryCount = (uint)delivered.DeliveryCount;
        message.MessageAnnotations["x-opt-sequence-number"] = delivered.SequenceNumber;
        message.MessageAnnotations["x-opt-enqueue-sequence-number"] = delivered.SequenceNumber;
        message.MessageAnnotations["x-opt-enqueued-time"] = delivered.EnqueuedTime.UtcDateTime;
        message.MessageAnnotations["x-opt-locked-until"] = delivered.LockedUntil.UtcDateTime;
        message.MessageAnnotations["x-opt-message-state"] =
            delivered.IsScheduled ? ServiceBusMessageState.Scheduled : ServiceBusMessageState.Active;
        Set(message.MessageAnnotations, "x-opt-deadletter-source", deadLetterSource);
        Set(message.ApplicationProperties, "DeadLetterReason", delivered.DeadLetterReason);
        Set(message.ApplicationProperties, "DeadLetterErrorDescription", delivered.DeadLetterErrorDescription);

        return ServiceBusReceivedMessage.FromAmqpMessage(message, new BinaryData(delivered.LockToken.ToByteArray()));
    }

    private static void Set(IDictionary<string, object?> values, string name, string? value)
    {
        if (value is not null)
        {
            values[name] = value;
        }
    }
}
