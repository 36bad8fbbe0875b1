namespace AlturBridge.Operating.Status;

/// <summary>Counts the messages in a queue.</summary>
public interface IQueueCounter
{
    /// <summary>How it counts, for people: <c>queue</c> by asking the queue, <c>peeking</c> by looking at messages.</summary>
    string Method { get; }

    Task<QueueCount> CountAsync(string queue, CancellationToken cancellationToken);
}
