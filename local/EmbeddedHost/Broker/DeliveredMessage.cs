namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>A message as seen by a receiver or a peek.</summary>
public sealed record DeliveredMessage
{
    public required long SequenceNumber { get; init; }

    public required byte[] Content { get; init; }

    /// <summary>The number of this delivery, from 1; in a peek, the deliveries so far.</summary>
    public required int DeliveryCount { get; init; }

    public required DateTimeOffset EnqueuedTime { get; init; }

    public required bool IsScheduled { get; init; }

    /// <summary>Identifies this delivery when settling it; empty in a peek.</summary>
    public Guid LockToken { get; init; }

    public DateTimeOffset LockedUntil { get; init; }

    public string? DeadLetterReason { get; init; }

    public string? DeadLetterErrorDescription { get; init; }
}
