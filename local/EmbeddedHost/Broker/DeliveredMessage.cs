namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>A message as a receiver or a peek sees it.</summary>
public sealed record DeliveredMessage
{
    public required long SequenceNumber { get; init; }

    public required byte[] Content { get; init; }

    /// <summary>Which delivery this is, from 1; in a peek, how many there were.</summary>
    public required int DeliveryCount { get; init; }

    public required DateTimeOffset EnqueuedTime { get; init; }

    public required bool IsScheduled { get; init; }

    /// <summary>What settles this delivery; empty in a peek.</summary>
    public Guid LockToken { get; init; }

    public DateTimeOffset LockedUntil { get; init; }

    public string? DeadLetterReason { get; init; }

    public string? DeadLetterErrorDescription { get; init; }
}
