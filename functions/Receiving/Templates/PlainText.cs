using System.Globalization;

namespace AlturBridge.Receiving.Templates;

/// <summary>Text that ends in a prompt or a header: one line, no control characters.</summary>
public static class PlainText
{
    /// <summary>Each run of control characters, line breaks included, becomes one space; the ends are trimmed.</summary>
    public static string Of(string text) => text.AsSpan().ContainsAnyInRange('\0', '\u001F') || text.Any(IsControl)
        ? string.Join(' ', Pieces(text)).Trim()
        : text.Trim();

    private static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        for (var index = 0; index <= text.Length; index++)
        {
            if (index < text.Length && !IsControl(text[index]))
            {
                continue;
            }

            if (index > start)
            {
                yield return text[start..index];
            }

            start = index + 1;
        }
    }

    private static bool IsControl(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
