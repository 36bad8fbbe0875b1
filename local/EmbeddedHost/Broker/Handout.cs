namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>
/// A delivery, copied under the gate: before the receiver looks at it, its lock may expire and the message may go to another receiver.
/// </summary>
internal sealed record Handout(long SequenceNumber, int Deliveries, Guid LockToken, long LockedUntil, long EnqueuedAt, byte[]? Content)
{
    /// <param name="message">A message just locked.</param>
    /// <param name="deliveries">The number of this delivery.</param>
    public Handout(QueuedMessage message, int deliveries)
        : this(message.SequenceNumber, deliveries, message.LockToken, message.LockedUntil, message.EnqueuedAt, message.Content)
    {
    }
}
