namespace AlturBridge.Calling;

/// <summary>How long to wait after an attempt that placed no call.</summary>
public static class RetryWait
{
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The longer of our own wait and Altur's: if Altur is down for minutes and always asks for a second, it must not be called every
    /// second.
    /// </summary>
    /// <param name="own">The wait if Altur asks for none.</param>
    /// <param name="asked">What Altur asks for; honored up to five minutes.</param>
    public static TimeSpan After(TimeSpan own, TimeSpan? asked)
    {
        var honoured = asked < LongestAsked ? asked.Value : asked is null ? TimeSpan.Zero : LongestAsked;
        return own > honoured ? own : honoured;
    }
}
