using System.Globalization;
using System.Text;

namespace AlturBridge.Messages;

/// <summary>
/// Text of others for a log, a console or a page: nothing in it moves a cursor, colours a terminal or turns the reading direction.
/// </summary>
public static class Printable
{
    /// <summary>
    /// One line: line breaks and tabs become spaces, other control and format characters go. They go before numbers are masked, for a
    /// number with one of them inside it would not be recognised.
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
