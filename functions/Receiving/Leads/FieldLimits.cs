using AlturBridge.Messages;

namespace AlturBridge.Receiving.Leads;

/// <summary>The longest texts that are passed on to the agent, in characters.</summary>
internal static class FieldLimits
{
    public const int DisplayName = 200;

    public const int InitialMessage = 2000;

    /// <summary>A longer context is cut: its beginning still helps the agent.</summary>
    public const int Context = 8000;

    /// <summary>The text, or null and a sentence when it is too long to be what it should be.</summary>
    public static string? Within(string field, string? text, int limit, List<string> problems)
    {
        if (text is null || text.Length <= limit)
        {
            return text;
        }

        problems.Add($"{field} has {text.Length} characters: {limit} are allowed. Shorten it, or use truncate in its template.");
        return null;
    }

    /// <summary>The text, ended with an ellipsis where it was too long.</summary>
    public static string? Cut(string? text, int limit, out bool wasCut)
    {
        wasCut = text?.Length > limit;
        return wasCut ? $"{TextLength.Cut(text!, limit - 1)}…" : text;
    }
}
