namespace AlturBridge.Calling;

internal static class Remaining
{
    /// <summary>What is left of a span that began at a moment; nothing where there was no such moment.</summary>
    /// <returns>From zero to the whole span: a moment that lies ahead was written by another clock.</returns>
    public static TimeSpan Of(TimeSpan span, DateTimeOffset? since, DateTimeOffset now)
    {
        var left = span - (now - since ?? TimeSpan.MaxValue);
        return left <= TimeSpan.Zero ? TimeSpan.Zero : left < span ? left : span;
    }
}
