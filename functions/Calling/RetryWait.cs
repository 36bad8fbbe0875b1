using AlturBridge.Http;

namespace AlturBridge.Calling;

/// <summary>How long a lane waits after an attempt that placed no call.</summary>
public static class RetryWait
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The longer of the backoff and what Altur asks for: an Altur that is down for minutes and asks for a second each time must not use up
    /// the attempts at once.
    /// </summary>
    /// <param name="failures">How many attempts have failed; from 1.</param>
    /// <param name="asked">What Altur asks for; honoured up to five minutes.</param>
    /// <param name="random">From 0 up to, not including, 1.</param>
    public static TimeSpan After(int failures, TimeSpan? asked, double random)
    {
        var backoff = Backoff.Exponential(failures, First, Longest, random);
        var honoured = asked < LongestAsked ? asked.Value : asked is null ? TimeSpan.Zero : LongestAsked;
        return backoff > honoured ? backoff : honoured;
    }
}
