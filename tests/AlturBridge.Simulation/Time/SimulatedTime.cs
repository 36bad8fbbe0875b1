namespace AlturBridge.Simulation.Time;

/// <summary>One process's clock: virtual, possibly wrong, and stopped once the process is dead.</summary>
/// <param name="world">The true time.</param>
/// <param name="skew">How far the clock is ahead.</param>
/// <param name="isAlive">Whether the process still runs.</param>
public sealed class SimulatedTime(World world, TimeSpan skew, Func<bool> isAlive) : TimeProvider
{
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(1);

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(world.Now + skew.Ticks, TimeSpan.Zero);

    public override long GetTimestamp() => world.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        world.RequireOneThread();
        var timer = new VirtualTimer(world, isAlive, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Timers fire late, never early.</summary>
    private sealed class VirtualTimer(World world, Func<bool> isAlive, TimerCallback callback, object? state) : ITimer
    {
        private int setting;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var mine = ++setting;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                world.After(dueTime + Lateness, () => Fire(mine, period));
            }

            return true;
        }

        public void Dispose() => setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire(int mine, TimeSpan period)
        {
            if (mine != setting || !isAlive())
            {
                return;
            }

            if (period > TimeSpan.Zero)
            {
                world.After(period, () => Fire(mine, period));
            }

            callback(state);
        }
    }
}
