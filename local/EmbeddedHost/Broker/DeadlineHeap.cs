namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>
/// Sequence numbers by the moment something is due for them. Entries of messages that are gone are dropped when their turn comes, or all
/// at once when they outnumber the living.
/// </summary>
internal sealed class DeadlineHeap
{
    private const int NotWorthCleaning = 4096;

    private PriorityQueue<long, long> heap = new();

    public long NextDue => heap.TryPeek(out _, out var due) ? due : long.MaxValue;

    public void Add(long sequenceNumber, long due)
    {
        if (due != long.MaxValue)
        {
            heap.Enqueue(sequenceNumber, due);
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

    /// <summary>Forgets entries whose message is gone, once they are more than half.</summary>
    public void Clean<T>(Dictionary<long, T> living)
    {
        if (heap.Count < NotWorthCleaning || heap.Count < 2 * living.Count)
        {
            return;
        }

        heap = new PriorityQueue<long, long>(heap.UnorderedItems.Where(entry => living.ContainsKey(entry.Element)));
    }
}
