namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>
/// A delivery as it was decided, copied under the gate: its lock may end, and the message be with somebody else, before the receiver
/// looks.
/// </summary>
internal sealed record Handout(long SequenceNumber, int Deliveries, Guid LockToken, long LockedUntil, long EnqueuedAt, byte[]? Content)
{
    /// <param name="message">A message that was just locked.</param>
    /// <param name="deliveries">Which delivery this is.</param>
    public Handout(QueuedMessage message, int deliveries)
        : this(message.SequenceNumber, deliveries, message.LockToken, message.LockedUntil, message.EnqueuedAt, message.Content)
    {
    }
}
