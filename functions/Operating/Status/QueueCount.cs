namespace AlturBridge.Operating.Status;

/// <param name="Name">The queue.</param>
/// <param name="Waiting">Messages ready to be processed, including those in progress.</param>
/// <param name="Scheduled">Messages that wait for their time.</param>
/// <param name="Dead">Dead letters.</param>
/// <param name="Oldest">When the oldest waiting one was put on the queue.</param>
/// <param name="AtLeast">There are more than were counted.</param>
public sealed record QueueCount(string Name, long Waiting, long Scheduled, long Dead, DateTimeOffset? Oldest, bool AtLeast);
