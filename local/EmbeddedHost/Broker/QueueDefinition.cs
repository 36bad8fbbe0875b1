namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>How one queue behaves, with Azure Service Bus's names.</summary>
public sealed record QueueDefinition
{
    public required string Name { get; init; }

    /// <summary>How long a message or session stays locked without renewal.</summary>
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>After this many unsettled deliveries a message is dead-lettered.</summary>
    public int MaxDeliveryCount { get; init; } = 10;

    public bool RequiresSession { get; init; }

    public bool RequiresDuplicateDetection { get; init; }

    /// <summary>How long a MessageId is remembered.</summary>
    public TimeSpan DuplicateDetectionHistoryTimeWindow { get; init; } = TimeSpan.FromMinutes(10);

    public bool DeadLetteringOnMessageExpiration { get; init; }

    /// <summary>How long after it was sent a dead letter is kept. Azure has no such setting: dead letters stay.</summary>
    public TimeSpan DeadLetterRetention { get; init; } = TimeSpan.MaxValue;

    /// <summary>The maximum time to live of a message; a message may ask for less.</summary>
    public TimeSpan DefaultMessageTimeToLive { get; init; } = TimeSpan.MaxValue;
}
