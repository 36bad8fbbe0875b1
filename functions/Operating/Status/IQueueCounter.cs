namespace AlturBridge.Operating.Status;

/// <summary>Counts what stands in a queue.</summary>
public interface IQueueCounter
{
    /// <summary>How it counts, for people: <c>queue</c> where the queue tells, <c>peeking</c> where messages are looked at.</summary>
    string Method { get; }

    Task<QueueCount> CountAsync(string queue, CancellationToken cancellationToken);
}
