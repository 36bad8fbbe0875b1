namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>
/// A message in memory: what decides about it. Millions of these must fit, so the content is only kept while there is room for it
/// (<see cref="ContentCache"/>). Times are UTC ticks.
/// </summary>
internal sealed class QueuedMessage
{
    public required long SequenceNumber { get; set; }

    public required long EnqueuedAt { get; set; }

    public required long ExpiresAt { get; set; }

    public long LockedUntil { get; set; }

    public Guid LockToken { get; set; }

    /// <summary>Deliveries that count towards the maximum.</summary>
    public int Deliveries { get; set; }

    public MessageState State { get; set; }

    public Session? Session { get; init; }

    /// <summary>Null when it must be read from the file.</summary>
    public byte[]? Content { get; set; }
}
