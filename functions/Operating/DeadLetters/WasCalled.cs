using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Operating.DeadLetters;

/// <summary>Whether a call was placed for a dead letter.</summary>
public enum WasCalled
{
    No,

    /// <summary>The bridge cannot know: a person must check at Altur.</summary>
    Perhaps,

    Yes,
}

public static class WasCalledReasons
{
    /// <summary>
    /// The bridge's own leads stay queued for at least a day after their last call, so PlaceCall sees a call that was cut off. Another
    /// program's message may expire before that.
    /// </summary>
    public static WasCalled Of(string queue, ServiceBusReceivedMessage letter) =>
        (queue, letter.DeadLetterReason) is (Queues.Calls, DeadLetterReason.Expired) && letter.TimeToLive < CallMessage.ExpiryMargin
            ? WasCalled.Perhaps
            : Of(queue, letter.DeadLetterReason ?? string.Empty);

    /// <summary>An unknown reason comes from somebody else: better to ask unnecessarily than to call twice.</summary>
    public static WasCalled Of(string queue, string reason) => (queue, reason) switch
    {
        // The bridge gives its own records no such end: another program sent this one.
        (Queues.CallRecords, DeadLetterReason.Malformed) => WasCalled.Perhaps,
        (Queues.CallRecords, _) => WasCalled.Yes,
        (_, DeadLetterReason.UnreadableRecord or DeadLetterReason.RecordNotHandedOn) => WasCalled.Yes,
        (_, DeadLetterReason.Malformed or DeadLetterReason.Refused or DeadLetterReason.NotAllowed) => WasCalled.No,
        (_, DeadLetterReason.AlturUnavailable or DeadLetterReason.Expired) => WasCalled.No,
        _ => WasCalled.Perhaps,
    };
}
