namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>A message on its way into a queue: what the broker itself must know, and the rest as bytes.</summary>
public sealed record OutgoingMessage
{
    /// <summary>What duplicate detection compares; null is never a duplicate.</summary>
    public string? MessageId { get; init; }

    public string? SessionId { get; init; }

    public TimeSpan TimeToLive { get; init; } = TimeSpan.MaxValue;

    /// <summary>When it becomes visible; a moment that has passed means at once.</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; init; }

    public required byte[] Content { get; init; }
}
