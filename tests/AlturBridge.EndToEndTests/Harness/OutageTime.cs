using System.Diagnostics;
using AlturBridge.Calling;
using Microsoft.Extensions.Time.Testing;

namespace AlturBridge.EndToEndTests.Harness;

/// <summary>A clock that a test moves, and that knows how many waits between attempts have begun.</summary>
internal sealed class OutageTime() : FakeTimeProvider(DateTimeOffset.UtcNow)
{
    private int waits;

    public int Waits => Volatile.Read(ref waits);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (IsForPlaceCall())
        {
            Interlocked.Increment(ref waits);
        }

        return timer;
    }

    /// <summary>By who asks: a wait with jitter can be as long as any other deadline.</summary>
    private static bool IsForPlaceCall()
    {
        var bridge = typeof(PlaceCall).Assembly;
        var asking = new StackTrace().GetFrames().Select(frame => frame.GetMethod()?.DeclaringType).FirstOrDefault(type => type?.Assembly == bridge);

        return (asking?.DeclaringType ?? asking) == typeof(StoppableWait);
    }
}
