using AlturBridge.Messages;

namespace AlturBridge.Operating.DeadLetters;

/// <summary>Whether a call was placed for a dead letter.</summary>
public enum WasCalled
{
    No,

    /// <summary>Nobody can know here: a person must look at Altur.</summary>
    Perhaps,

    Yes,
}

public static class WasCalledReasons
{
    /// <summary>A reason that is not known is one that somebody else gave: prefers a question too many to a second call.</summary>
    public static WasCalled Of(string queue, string reason) => (queue, reason) switch
    {
        // No record of the bridge's own ends so.
        (Queues.CallRecords, DeadLetterReason.Malformed) => WasCalled.Perhaps,
        (Queues.CallRecords, _) => WasCalled.Yes,
        (_, DeadLetterReason.UnreadableRecord or DeadLetterReason.RecordNotHandedOn) => WasCalled.Yes,
        (_, DeadLetterReason.Malformed or DeadLetterReason.Refused or DeadLetterReason.NotAllowed) => WasCalled.No,
        (_, DeadLetterReason.AlturUnavailable or DeadLetterReason.Expired) => WasCalled.No,
        _ => WasCalled.Perhaps,
    };
}
