using AlturBridge.Messages;
using AlturBridge.Numbers;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Calling;

/// <summary>Why a message must not be dialled at all: anyone may put one on the queue, and one may come too late.</summary>
internal sealed record CallObjection(string Reason, string Why)
{
    /// <param name="message">The message.</param>
    /// <param name="callBy">When the lead is too old.</param>
    /// <param name="now">The time.</param>
    /// <returns>Null for a message that may be dialled.</returns>
    public static CallObjection? To(ServiceBusReceivedMessage message, DateTimeOffset callBy, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(message.MessageId))
        {
            return Malformed("It has no MessageId, without which it cannot be dialled at most once.");
        }

        if (callBy < now)
        {
            return new(DeadLetterReason.Expired, DeadLetterText.Expired(callBy));
        }

        if (MessageProperty.Text(message, MessageProperty.TimeZone) is { } zone && !IanaZones.Exists(zone))
        {
            return Malformed($"Its property {MessageProperty.TimeZone} is not the IANA name of a time zone, such as America/New_York.");
        }

        return CallRequestReader.Read(message.Body.ToMemory()) switch
        {
            CallRequestResult.Unreadable unreadable => Malformed(unreadable.Problem),
            CallRequestResult.Invalid invalid => Malformed(string.Join(' ', invalid.Problems)),
            _ => null,
        };
    }

    private static CallObjection Malformed(string problem) => new(DeadLetterReason.Malformed, DeadLetterText.Malformed(problem));
}
