using Microsoft.Extensions.Time.Testing;

namespace AlturBridge.EndToEndTests.Harness;

/// <summary>A clock that a test moves, and that knows how many waits between attempts have begun: they alone are jittered.</summary>
internal sealed class OutageTime() : FakeTimeProvider(DateTimeOffset.UtcNow)
{
    private int waits;

    public int Waits => Volatile.Read(ref waits);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.FromSeconds(1) && dueTime.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            Interlocked.Increment(ref waits);
        }

        return timer;
    }
}
