using System.Globalization;
using System.Text;

namespace AlturBridge.Messages;

/// <summary>
/// Foreign text made safe for a log, a console or a page: nothing in it moves a cursor, colours a terminal or reverses the text direction.
/// </summary>
public static class Printable
{
    /// <summary>
    /// One line: line breaks and tabs become spaces, other control and format characters are removed. This happens before numbers are
    /// masked, because a number containing one would not be recognised.
    /// </summary>
    public static string Of(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings(" ").EnumerateRunes())
        {
            if (rune.Value == '\t')
            {
                line.Append(' ');
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format))
            {
                line.Append(rune.ToString());
            }
        }

        return line.ToString();
    }
}
