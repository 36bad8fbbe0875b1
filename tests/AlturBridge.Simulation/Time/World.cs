namespace AlturBridge.Simulation.Time;

/// <summary>
/// Virtual time. Everything is an event on one heap and runs on one thread; the seed decides the order of simultaneous events. The code
/// under simulation runs inside events, or on the thread pool right after one: its awaits complete nowhere else.
/// </summary>
public sealed class World(ulong seed)
{
    public static readonly DateTimeOffset Beginning = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<Action, (long At, ulong Order)> events = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private long scheduled;

    public ulong Seed { get; } = seed;

    /// <summary>In UTC ticks.</summary>
    public long Now { get; private set; } = Beginning.UtcTicks;

    public TimeSpan Elapsed => new(Now - Beginning.UtcTicks);

    public void At(long ticks, Action happen) =>
        events.Enqueue(happen, (Math.Max(ticks, Now), Draw.Bits(Seed, Chance.Order, ++scheduled, 0)));

    public void After(TimeSpan wait, Action happen) => At(Now + wait.Ticks, happen);

    /// <returns>False when there are no more events.</returns>
    public bool Step()
    {
        if (!events.TryDequeue(out var happen, out var when))
        {
            return false;
        }

        Now = when.At;
        happen();
        return true;
    }

    /// <summary>
    /// Called at every edge. Code on another thread has left the simulation: the machine, not the seed, would decide its order.
    /// </summary>
    public void RequireOneThread()
    {
        if (Environment.CurrentManagedThreadId != thread)
        {
            Environment.FailFast("The code under simulation reached an edge on another thread: the seed no longer decides the order.");
        }
    }
}
