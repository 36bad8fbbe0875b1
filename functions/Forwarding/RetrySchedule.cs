using AlturBridge.Http;

namespace AlturBridge.Forwarding;

/// <summary>When a failed delivery is retried: ten attempts over about sixteen hours.</summary>
public static class RetrySchedule
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4), TimeSpan.FromHours(8),
    ];

    private static readonly TimeSpan LongestRetryAfter = Waits[^1];

    /// <param name="failures">How many attempts have failed; from 1.</param>
    /// <param name="retryAfter">
    /// What the webhook asked for; honoured, up to eight hours, if longer than the schedule's wait.
    /// </param>
    /// <param name="random">From 0 up to, not including, 1.</param>
    /// <returns>The wait before the next attempt, or null if there is none.</returns>
    public static TimeSpan? NextWait(int failures, TimeSpan? retryAfter, double random)
    {
        if (failures > Waits.Length)
        {
            return null;
        }

        var wait = Backoff.Jitter(Waits[failures - 1], random);
        var asked = retryAfter < LongestRetryAfter ? retryAfter.Value : retryAfter is null ? TimeSpan.Zero : LongestRetryAfter;

        return wait > asked ? wait : asked;
    }
}
