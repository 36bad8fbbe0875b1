namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>A row of a queue's table. Times are UTC ticks; <paramref name="VisibleAt"/> is 0 once the message is visible.</summary>
internal sealed record StoredMessage(
    long SequenceNumber,
    string? Session,
    long EnqueuedAt,
    long ExpiresAt,
    long VisibleAt,
    int Deliveries,
    byte[] Content,
    string? DeadLetterReason = null,
    string? DeadLetterErrorDescription = null);
