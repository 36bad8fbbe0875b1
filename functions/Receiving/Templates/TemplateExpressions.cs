namespace AlturBridge.Receiving.Templates;

/// <summary>Finds what stands between double braces. A regular expression for this would try a long text in too many ways.</summary>
internal static class TemplateExpressions
{
    /// <returns>Each with its braces, and what is inside them without braces, tildes and outer white space.</returns>
    public static IEnumerable<(string Whole, string Inner)> In(string text)
    {
        var start = Next(text, 0);
        while (start >= 0)
        {
            var end = End(text, start + 2);
            if (end >= 0)
            {
                yield return (text[start..(end + 2)], Inner(text[(start + 2)..end]));
            }

            start = Next(text, end < 0 ? start + 1 : end + 2);
        }
    }

    private static int Next(string text, int from) => text.IndexOf("{{", from, StringComparison.Ordinal);

    /// <returns>Where the closing braces begin that are not within quotes; -1 without any.</returns>
    private static int End(string text, int from)
    {
        for (var place = from; place < text.Length; place++)
        {
            switch (text[place])
            {
                case '}':
                    return place + 1 < text.Length && text[place + 1] == '}' ? place : -1;
                case '\'' or '"':
                    var quote = text.IndexOf(text[place], place + 1);
                    place = quote < 0 ? text.Length : quote;
                    break;
                default:
                    break;
            }
        }

        return -1;
    }

    private static string Inner(string inside)
    {
        var inner = inside.StartsWith('{') ? inside[1..] : inside;
        inner = inner.StartsWith('~') ? inner[1..] : inner;
        return (inner.EndsWith('~') ? inner[..^1] : inner).Trim();
    }
}
