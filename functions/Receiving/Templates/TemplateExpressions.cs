namespace AlturBridge.Receiving.Templates;

/// <summary>Finds what stands between double braces. A regular expression for this would try a long text in too many ways.</summary>
internal static class TemplateExpressions
{
    private const string NoBraces = "its closing braces are missing: write }} where it ends.";

    /// <returns>In their order; one that does not end is the last.</returns>
    public static IEnumerable<TemplateExpression> In(string text)
    {
        for (var start = Next(text, 0); start >= 0;)
        {
            var (end, flaw) = text.AsSpan(start).StartsWith("{{!") ? EndOfComment(text, start) : End(text, start);
            yield return flaw is null
                ? new(start + 1, text[start..end], Inner(text[start..end]), Flaw: null)
                : new(start + 1, Next(text, start + 2) is var next and >= 0 ? text[start..next] : text[start..], string.Empty, flaw);
            start = flaw is null ? Next(text, end) : -1;
        }
    }

    /// <summary>Behind one backslash braces are text.</summary>
    private static int Next(string text, int from)
    {
        var place = text.IndexOf("{{", from, StringComparison.Ordinal);
        while (place > 0 && text[place - 1] == '\\' && (place == 1 || text[place - 2] != '\\'))
        {
            place = text.IndexOf("{{", place + 2, StringComparison.Ordinal);
        }

        return place;
    }

    private static (int End, string? Flaw) EndOfComment(string text, int start)
    {
        var (opening, closing) = text.AsSpan(start).StartsWith("{{!--") ? ("{{!--", "--}}") : ("{{!", "}}");
        var end = text.IndexOf(closing, start + opening.Length, StringComparison.Ordinal);

        return end < 0 ? (end, $"the comment does not end: write {closing} behind it.") : (end + closing.Length, null);
    }

    /// <returns>The place behind the closing braces, which are not within quotes or brackets.</returns>
    private static (int End, string? Flaw) End(string text, int start)
    {
        var braces = text.AsSpan(start).StartsWith("{{{") ? "}}}" : "}}";
        for (var place = start + braces.Length; place < text.Length; place++)
        {
            switch (text[place])
            {
                case '{':
                    return (-1, NoBraces);
                case '}':
                    return text.AsSpan(place).StartsWith(braces) && !text.AsSpan(place + braces.Length).StartsWith("}")
                        ? (place + braces.Length, null)
                        : (-1, $"{braces.Length} braces open it: write {braces} where it ends.");
                case '\'' or '"' or '[':
                    var partner = text[place] == '[' ? ']' : text[place];
                    if (Partner(text, place + 1, partner) is not (>= 0 and var close))
                    {
                        return (-1, $"its {text[place]} has no partner: write {partner} where the text ends.");
                    }

                    place = close;
                    break;
                default:
                    break;
            }
        }

        return (-1, NoBraces);
    }

    private static int Partner(string text, int from, char partner)
    {
        var place = text.IndexOf(partner, from);
        while (place >= 0 && partner != ']' && text[place - 1] == '\\')
        {
            place = text.IndexOf(partner, place + 1);
        }

        return place;
    }

    private static string Inner(string whole) => whole.Trim('{', '}').Trim('~').Trim();
}
