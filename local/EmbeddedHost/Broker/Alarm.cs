namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>One timer for everything due in the future. Used under the broker's gate, except for the callback.</summary>
internal sealed class Alarm : IDisposable
{
    /// <summary>
    /// Upper limit for the timer's wait. The clock may jump, and a timer stands still while a laptop sleeps: what came due meanwhile is
    /// late by no more than this. Firing early does no harm.
    /// </summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly TimeProvider time;
    private readonly ITimer timer;
    private long setFor = long.MaxValue;

    public Alarm(TimeProvider time, Action ring)
    {
        this.time = time;
        timer = time.CreateTimer(
            _ =>
            {
                Interlocked.Exchange(ref setFor, long.MaxValue);
                ring();
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    public void SetNoLaterThan(long ticks)
    {
        if (ticks >= Interlocked.Read(ref setFor))
        {
            return;
        }

        Interlocked.Exchange(ref setFor, ticks);
        // One extra millisecond: a timer that fires slightly early would find nothing due and be set again.
        var wait = TimeSpan.FromTicks(Math.Max(0, ticks - time.GetUtcNow().UtcTicks)) + TimeSpan.FromMilliseconds(1);
        timer.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => timer.Dispose();
}
