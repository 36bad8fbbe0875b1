namespace AlturBridge.Http;

/// <summary>Growing waits, with jitter so that lanes do not retry in step.</summary>
public static class Backoff
{
    /// <summary>Up to a fifth shorter or longer.</summary>
    /// <param name="wait">The wait to vary.</param>
    /// <param name="random">From 0 up to, not including, 1.</param>
    public static TimeSpan Jitter(TimeSpan wait, double random) => wait * (0.8 + (0.4 * random));

    /// <summary><paramref name="first"/>, doubled for each further failure, at most <paramref name="longest"/>; then jittered.</summary>
    /// <param name="failures">How many attempts have failed; from 1.</param>
    /// <param name="first">The wait after the first failure.</param>
    /// <param name="longest">The longest wait before jitter.</param>
    /// <param name="random">From 0 up to, not including, 1.</param>
    public static TimeSpan Exponential(int failures, TimeSpan first, TimeSpan longest, double random)
    {
        var doublings = Math.Clamp(failures - 1, 0, 30);
        var wait = Math.Min(first.Ticks * Math.Pow(2, doublings), longest.Ticks);

        return Jitter(TimeSpan.FromTicks((long)wait), random);
    }
}
