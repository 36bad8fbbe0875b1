using System.Diagnostics;
using AlturBridge.Calling;
using AlturBridge.Configuration;
using AlturBridge.Forwarding;
using Microsoft.Extensions.Time.Testing;

namespace AlturBridge.EndToEndTests.Harness;

/// <summary>
/// A clock that a test moves, by hours if needed, and that knows how many waits of lanes have begun. Request deadlines use the real clock:
/// however busy the machine, moving this one cuts off no request.
/// </summary>
internal sealed class OutageTime() : FakeTimeProvider(DateTimeOffset.UtcNow)
{
    private int waits;

    public int Waits => Volatile.Read(ref waits);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var asking = Asking();
        var timer = asking == typeof(AlturClient) || asking == typeof(WebhookClient)
            ? System.CreateTimer(callback, state, dueTime, period)
            : base.CreateTimer(callback, state, dueTime, period);

        if (asking == typeof(PlaceCall) || asking == typeof(CallSettlement))
        {
            Interlocked.Increment(ref waits);
        }

        return timer;
    }

    /// <summary>The part of the bridge that waits: a jittered wait can be as long as any other deadline.</summary>
    private static Type? Asking()
    {
        // The host's own waits may run on the stack of the function that ended just before.
        return new StackTrace().GetFrames()
            .Select(frame => frame.GetMethod()?.DeclaringType)
            .Select(type => type?.DeclaringType ?? type)
            .FirstOrDefault(type => type?.Namespace?.StartsWith("AlturBridge.", StringComparison.Ordinal) == true
                && type.Assembly != typeof(OutageTime).Assembly && type != typeof(TimeProviderExtensions));
    }
}
