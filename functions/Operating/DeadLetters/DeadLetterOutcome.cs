namespace AlturBridge.Operating.DeadLetters;

/// <summary>The result of a replay or a discard.</summary>
/// <param name="Replayed">How many were sent again, for a replay.</param>
/// <param name="Discarded">How many were removed, for a discard.</param>
/// <param name="Skipped">Those left alone, at most <see cref="MostNamed"/>.</param>
/// <param name="SkippedCount">How many were left alone in total.</param>
/// <param name="More">The request ran out of time: send it again, with <paramref name="Before"/>, to continue.</param>
/// <param name="Before">For a filter: only what died before this time was looked at.</param>
public sealed record DeadLetterOutcome(
    int? Replayed, int? Discarded, IReadOnlyList<SkippedDeadLetter> Skipped, int SkippedCount, bool More, DateTimeOffset? Before)
{
    public const int MostNamed = 100;
}
