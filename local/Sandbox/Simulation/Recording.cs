namespace AlturBridge.Sandbox.Simulation;

/// <summary>What happened, in order. Adding and counting take constant time. Thread safe.</summary>
internal sealed class Recording<T>
{
    private readonly Lock writing = new();
    private readonly List<T> items = [];
    private volatile int count;

    public int Count => count;

    public void Add(T item)
    {
        lock (writing)
        {
            items.Add(item);
            count = items.Count;
        }
    }

    public IReadOnlyList<T> Snapshot()
    {
        lock (writing)
        {
            return [.. items];
        }
    }
}
