namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>A message to be enqueued: what the broker itself needs to know, and the rest as bytes.</summary>
public sealed record OutgoingMessage
{
    /// <summary>What duplicate detection compares; null is never a duplicate.</summary>
    public string? MessageId { get; init; }

    public string? SessionId { get; init; }

    public TimeSpan TimeToLive { get; init; } = TimeSpan.MaxValue;

    /// <summary>When it becomes visible; a time in the past means now.</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; init; }

    public required byte[] Content { get; init; }
}
