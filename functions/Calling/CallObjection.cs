using AlturBridge.Messages;
using AlturBridge.Numbers;

namespace AlturBridge.Calling;

/// <summary>Why a message must not be dialled at all: anyone can queue one, and it may be too late.</summary>
internal sealed record CallObjection(string Reason, string Why)
{
    /// <param name="delivery">The message.</param>
    /// <param name="callBy">When the lead becomes too old.</param>
    /// <param name="now">The time.</param>
    /// <returns>Null for a message that may be dialled.</returns>
    public static CallObjection? To(CallDelivery delivery, DateTimeOffset callBy, DateTimeOffset now) => delivery.Request switch
    {
        CallRequestResult.Unreadable unreadable => Malformed(unreadable.Problem),
        CallRequestResult.Invalid invalid => Malformed(string.Join(' ', invalid.Problems)),
        _ when MessageProperty.Text(delivery.Message, MessageProperty.TimeZone) is { } zone && !IanaZones.Exists(zone) =>
            Malformed($"Its property {MessageProperty.TimeZone} is not the IANA name of a time zone, such as America/New_York."),
        _ when callBy < now => new(DeadLetterReason.Expired, DeadLetterText.Expired(callBy)),
        _ => null,
    };

    private static CallObjection Malformed(string problem) => new(DeadLetterReason.Malformed, DeadLetterText.Malformed(problem));
}
