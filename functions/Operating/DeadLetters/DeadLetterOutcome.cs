namespace AlturBridge.Operating.DeadLetters;

/// <summary>What a replay or a discard came to.</summary>
/// <param name="Replayed">How many were sent again; of a replay.</param>
/// <param name="Discarded">How many were removed; of a discard.</param>
/// <param name="Skipped">What was left as it is, at most <see cref="MostNamed"/>.</param>
/// <param name="SkippedCount">How many were left in all.</param>
/// <param name="More">The time of one request was over: send it again to go on.</param>
public sealed record DeadLetterOutcome(int? Replayed, int? Discarded, IReadOnlyList<SkippedDeadLetter> Skipped, int SkippedCount, bool More)
{
    public const int MostNamed = 100;
}
