namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>
/// The in-memory part of a message. Millions of these must fit, so content is kept only while there is room (<see cref="ContentCache"/>).
/// Times are UTC ticks.
/// </summary>
internal sealed class QueuedMessage
{
    public required long SequenceNumber { get; set; }

    public required long EnqueuedAt { get; set; }

    public required long ExpiresAt { get; set; }

    public long LockedUntil { get; set; }

    public Guid LockToken { get; set; }

    /// <summary>Deliveries that count toward the maximum.</summary>
    public int Deliveries { get; set; }

    public MessageState State { get; set; }

    public Session? Session { get; init; }

    /// <summary>Null if it must be read from the file.</summary>
    public byte[]? Content { get; set; }
}
