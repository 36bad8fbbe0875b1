using AlturBridge.Messages;

namespace AlturBridge.Receiving.Templates;

/// <summary>What stands between double braces.</summary>
/// <param name="Place">Of its first brace, counted from 1.</param>
/// <param name="Whole">With its braces; of one that does not end, all up to the next.</param>
/// <param name="Inner">Without braces, tildes and outer white space.</param>
/// <param name="Flaw">Why it does not end; null when it does.</param>
internal sealed record TemplateExpression(int Place, string Whole, string Inner, string? Flaw)
{
    private const int MostQuoted = 60;

    /// <summary>For sentences: the expression, or its beginning, and where it stands.</summary>
    public string Name => $"{(Whole.Length > MostQuoted ? $"{TextLength.Cut(Whole, MostQuoted)}…" : Whole).ReplaceLineEndings(" ").TrimEnd()} at character {Place}";
}
