namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>
/// Sequence numbers by the moment something is due for them, in order where the moment is the same. Entries that are no longer needed are
/// dropped when their turn comes, or all at once when they outnumber the others.
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
    /// Forgets entries whose message is gone, and all but the first of a message that has several (one for every lock, say), once they are
    /// more than half. When the first is taken, its message's real deadline is looked at again.
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
