namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>
/// Sequence numbers ordered by deadline, then by number. Stale entries are dropped when they come up, or all at once when they outnumber
/// the others.
/// </summary>
internal sealed class DeadlineHeap
{
    private const int NotWorthCleaning = 4096;

    private PriorityQueue<long, (long Due, long SequenceNumber)> heap = new();

    public long NextDue => heap.TryPeek(out _, out var next) ? next.Due : long.MaxValue;

    public void Add(long sequenceNumber, long due)
    {
        if (due != long.MaxValue)
        {
            heap.Enqueue(sequenceNumber, (due, sequenceNumber));
        }
    }

    public bool TryTake(long now, out long sequenceNumber)
    {
        if (NextDue <= now)
        {
            sequenceNumber = heap.Dequeue();
            return true;
        }

        sequenceNumber = 0;
        return false;
    }

    /// <summary>
    /// Once stale entries are more than half, drops entries whose message is gone, and all but the earliest of a message with several (one
    /// per lock, say). When that one is taken, its message's real deadline is checked again.
    /// </summary>
    public void Clean<T>(Dictionary<long, T> living)
    {
        if (heap.Count < NotWorthCleaning || heap.Count < 2 * living.Count)
        {
            return;
        }

        heap = new PriorityQueue<long, (long Due, long SequenceNumber)>(
            heap.UnorderedItems.Where(entry => living.ContainsKey(entry.Element)).GroupBy(
                entry => entry.Element, (_, entries) => entries.MinBy(entry => entry.Priority)));
    }
}
