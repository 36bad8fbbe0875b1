using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Calling;

/// <summary>Why a message must not be dialled at all: anyone may put one on the queue, and one may come too late.</summary>
internal sealed record CallObjection(string Reason, string Why)
{
    /// <returns>Null for a message that may be dialled.</returns>
    public static CallObjection? To(ServiceBusReceivedMessage message, TimeSpan maxAge, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(message.MessageId))
        {
            return Malformed("It has no MessageId, without which it cannot be dialled at most once.");
        }

        if (message.EnqueuedTime + maxAge is var end && end < now)
        {
            return new(DeadLetterReason.Expired, DeadLetterText.Expired(end));
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
