using System.Globalization;
using AlturBridge.Operating.DeadLetters;

namespace AlturBridge.EmbeddedHost.Commands;

/// <summary>What a replay or a discard will do.</summary>
/// <param name="Letters">The dead letters it applies to.</param>
/// <param name="AreMore">There are more than were looked at.</param>
/// <param name="Before">When they were looked at.</param>
internal sealed record DeadLetterEffect(IReadOnlyList<DeadLetter> Letters, bool AreMore, DateTimeOffset Before)
{
    /// <summary>Counting is for the person who confirms: each page is a request.</summary>
    private const int MostCounted = 1_000;

    /// <param name="readAsync">Reads a page of dead letters, given the end of the one before.</param>
    public static async Task<DeadLetterEffect> OfAsync(Func<string?, Task<DeadLetterList>> readAsync)
    {
        var letters = new List<DeadLetter>();
        var page = await readAsync(null);
        var before = page.Before;
        letters.AddRange(page.DeadLetters);
        while (page.Next is not null && letters.Count < MostCounted)
        {
            page = await readAsync(page.Next);
            letters.AddRange(page.DeadLetters);
        }

        return new DeadLetterEffect(letters, page.Next is not null, before);
    }

    public string OfDiscard() => Sentence(Part(Letters.Count, "dead letter", "dead letters", "removed for good"));

    public string OfReplay(bool redials)
    {
        var records = Letters.Count(ReplayCopy.IsRecord);
        var skipped = redials ? 0 : Letters.Count(letter => ReplayCopy.Objection(letter) is not null);
        return Sentence(
            Part(Letters.Count - records - skipped, "person", "people", "called if the rules allow it"),
            Part(records, "record", "records", "delivered"),
            Part(skipped, "lead that was called, or may have been,", "leads that were called, or may have been,", "skipped"));
    }

    private string Sentence(params IEnumerable<string?> parts) =>
        $"{(AreMore ? "At least " : string.Empty)}{string.Join(" and ", parts.OfType<string>())}.";

    private static string? Part(int count, string one, string many, string what) => count == 0
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)} will be {what}");
}
