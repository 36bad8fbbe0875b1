namespace AlturBridge.Operating.Status;

/// <param name="Name">The queue.</param>
/// <param name="Waiting">Messages to be worked on now, those under way included.</param>
/// <param name="Scheduled">Messages that wait for a time.</param>
/// <param name="Dead">Dead letters.</param>
/// <param name="Oldest">When the oldest waiting one was put on the queue.</param>
/// <param name="AtLeast">There are more than were counted.</param>
public sealed record QueueCount(string Name, long Waiting, long Scheduled, long Dead, DateTimeOffset? Oldest, bool AtLeast);
