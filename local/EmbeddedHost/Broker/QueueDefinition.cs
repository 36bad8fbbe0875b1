namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>How one queue behaves; the names are those of Azure Service Bus.</summary>
public sealed record QueueDefinition
{
    public required string Name { get; init; }

    /// <summary>How long a message or session stays locked without a renewal.</summary>
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>After this many deliveries that did not settle, a message is dead-lettered.</summary>
    public int MaxDeliveryCount { get; init; } = 10;

    public bool RequiresSession { get; init; }

    public bool RequiresDuplicateDetection { get; init; }

    /// <summary>How long a MessageId is remembered.</summary>
    public TimeSpan DuplicateDetectionHistoryTimeWindow { get; init; } = TimeSpan.FromMinutes(10);

    public bool DeadLetteringOnMessageExpiration { get; init; }

    /// <summary>How long after it was sent a message may lie among the dead letters. Azure has no such thing: there they stay.</summary>
    public TimeSpan DeadLetterRetention { get; init; } = TimeSpan.MaxValue;

    /// <summary>The longest life of a message; a message may ask for less.</summary>
    public TimeSpan DefaultMessageTimeToLive { get; init; } = TimeSpan.MaxValue;
}
