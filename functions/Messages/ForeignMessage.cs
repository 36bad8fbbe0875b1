using Azure.Core.Amqp;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Messages;

/// <summary>
/// Recognises messages that are not the bridge's, whatever their body: anyone may put one on a queue. A body that is an AMQP sequence never
/// gets here, because the host cannot bind it.
/// </summary>
public static class ForeignMessage
{
    private static readonly string[] Texts =
    [
        MessageProperty.Source, MessageProperty.ReceivedAt, MessageProperty.TimeZone, MessageProperty.CallBy, MessageProperty.CallId,
        MessageProperty.Reference,
    ];

    private static readonly string[] Numbers = [MessageProperty.Attempt, MessageProperty.PutOffs];

    /// <returns>One sentence; null for a message whose body may be read.</returns>
    public static string? ProblemOf(ServiceBusReceivedMessage message) =>
        string.IsNullOrEmpty(message.MessageId) ? "It has no MessageId, without which nobody can tell it from its own second delivery."
        : !HasBytes(message.GetRawAmqpMessage()) ? "Its body is an AMQP value: send the JSON as bytes."
        : Texts.FirstOrDefault(name => ValueOf(message, name) is not (null or string)) is { } text ? $"Its property {text} is not a text."
        : Numbers.FirstOrDefault(name => ValueOf(message, name) is not (null or int or long)) is { } number
            ? $"Its property {number} is not a whole number."
        : null;

    /// <summary>For any other body the client's own <c>Body</c> throws.</summary>
    public static bool HasBytes(AmqpAnnotatedMessage message) => message.Body.BodyType == AmqpMessageBodyType.Data;

    private static object? ValueOf(ServiceBusReceivedMessage message, string name) => message.ApplicationProperties.GetValueOrDefault(name);
}
