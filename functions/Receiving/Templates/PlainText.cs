using System.Text.RegularExpressions;

namespace AlturBridge.Receiving.Templates;

/// <summary>Text for a prompt or a header: one line, no control characters.</summary>
public static partial class PlainText
{
    /// <summary>Each run of control characters, line breaks included, becomes one space; the ends are trimmed.</summary>
    public static string Of(string text) => Controls().Replace(text, " ").Trim();

    [GeneratedRegex(@"[\p{Cc}\p{Zl}\p{Zp}]+")]
    private static partial Regex Controls();
}
