using AlturBridge.Testing.Edges;
using Azure.Core.Amqp;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Tests.Messages;

/// <summary>Messages as AMQP clients other than the bridge's may put them on a queue.</summary>
internal static class ForeignMessages
{
    public static ServiceBusReceivedMessage WithValue(object value) => Received(new AmqpAnnotatedMessage(AmqpMessageBody.FromValue(value)));

    public static ServiceBusReceivedMessage With(
        string body, string? messageId = "stranger-1", string? property = null, object? value = null)
    {
        var message = new AmqpAnnotatedMessage(AmqpMessageBody.FromData([BinaryData.FromString(body).ToMemory()]));
        if (property is not null)
        {
            message.ApplicationProperties[property] = value;
        }

        return Received(message, messageId);
    }

    private static ServiceBusReceivedMessage Received(AmqpAnnotatedMessage message, string? messageId = "stranger-1")
    {
        message.Properties.MessageId = messageId is null ? null : new AmqpMessageId(messageId);
        message.Properties.GroupId = "lane-0";
        message.MessageAnnotations["x-opt-enqueued-time"] = WatchedTime.Morning.UtcDateTime;
        message.MessageAnnotations["x-opt-sequence-number"] = 17L;

        return ServiceBusReceivedMessage.FromAmqpMessage(message, BinaryData.FromBytes(Guid.NewGuid().ToByteArray()));
    }
}
