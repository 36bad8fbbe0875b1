namespace AlturBridge.Messages;

/// <summary>What can happen to a lead; written in snake case wherever it is stored or shown.</summary>
public enum LeadEventKind
{
    Accepted,
    Duplicate,
    PutOff,
    AttemptFailed,
    Called,
    DeliveryFailed,
    Delivered,
    DeadLettered,
    Replayed,
    Discarded,
}
