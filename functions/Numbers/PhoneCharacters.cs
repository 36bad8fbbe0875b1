using System.Globalization;
using System.Text;

namespace AlturBridge.Numbers;

/// <summary>Pasted text brings invisible characters, digits of other scripts and many kinds of hyphens and spaces.</summary>
internal static class PhoneCharacters
{
    /// <summary>
    /// The text with ASCII digits, plus signs, hyphens, spaces and line feeds in place of their equivalents; anything else stays.
    /// </summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category == UnicodeCategory.DecimalDigitNumber)
            {
                plain.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
            }
            else if (category != UnicodeCategory.Format)
            {
                plain.Append(Separator(rune.Value, category)?.ToString() ?? rune.ToString());
            }
        }

        return plain.ToString().Trim(' ', '\n');
    }

    private static char? Separator(int codePoint, UnicodeCategory category) => (codePoint, category) switch
    {
        (_, UnicodeCategory.DashPunctuation) or (0x2212, _) => '-',
        (_, UnicodeCategory.SpaceSeparator) or ('\t', _) => ' ',
        (_, UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) or ('\r' or '\v' or '\f' or 0x85, _) => '\n',
        (0xFF0B or 0xFE62, _) => '+',
        (0xFF08, _) => '(',
        (0xFF09, _) => ')',
        (0xFF0E, _) => '.',
        (0xFF0F, _) => '/',
        _ => null,
    };
}
