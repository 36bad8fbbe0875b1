namespace AlturBridge.Messages;

/// <summary>Where a lead is, as far as the journal knows.</summary>
public enum LeadState
{
    /// <summary>Queued, but not called yet.</summary>
    Waiting,

    /// <summary>The call is placed; its record is on the way to the webhook.</summary>
    Called,

    Delivered,

    /// <summary>A dead letter: it needs a decision.</summary>
    Dead,

    Discarded,

    /// <summary>Queued, and not to be called before a time, by a rule.</summary>
    PutOff,
}
