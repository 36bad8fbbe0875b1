namespace AlturBridge.Calling;

/// <summary>How long is waited after an attempt that placed no call.</summary>
public static class RetryWait
{
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The longer of our own wait and what Altur asks for: an Altur that is down for minutes and asks for a second each time must not be
    /// asked each second.
    /// </summary>
    /// <param name="own">The wait where Altur asks for none.</param>
    /// <param name="asked">What Altur asks for; honoured up to five minutes.</param>
    public static TimeSpan After(TimeSpan own, TimeSpan? asked)
    {
        var honoured = asked < LongestAsked ? asked.Value : asked is null ? TimeSpan.Zero : LongestAsked;
        return own > honoured ? own : honoured;
    }
}
