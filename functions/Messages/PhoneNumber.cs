using System.Text.RegularExpressions;

namespace AlturBridge.Messages;

public static partial class PhoneNumber
{
    private const string Gap = @" \u00A0\u202F().\p{Pd}";
    private const string WithPlus = $@"\+[0-9](?:[{Gap}/]{{0,2}}[0-9]){{6,14}}";
    private const string Continued = @"\w|-\w";
    private const string Date = "(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?![0-9-])";

    /// <summary>
    /// A date with a time, or a machine's address with a port: not a phone number if a colon follows.
    /// </summary>
    private const string DayAndTime =
        "(?:0?[1-9]|[12][0-9]|3[01])[./](?:0?[1-9]|1[0-2])[./](?:19|20)[0-9]{2},? (?:[01]?[0-9]|2[0-3]):[0-5][0-9]";
    private const string Byte = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private const string AddressAndPort = $@"(?:{Byte}\.){{3}}{Byte}:[0-9]{{1,5}}";

    /// <summary>Not inside a word, an id or a time, but allowed after a plus sign or a line break escaped as in JSON or a URL.</summary>
    private const string Beginning = @"(?:(?<!\w|\w-|[0-9]{2}:[0-9]{2}:|:[0-9]{2}\.)|(?<=\\u002[Bb]|%2[Bb]|\\[nrt]))";

    /// <summary>A plus sign and 7 to 15 digits, the first of which is not 0 (ITU-T E.164).</summary>
    public static bool IsE164(string text) => E164().IsMatch(text);

    /// <summary>Whether a text contains a number with a plus sign. Bare digits are just as likely a CRM's own id.</summary>
    public static bool IsIn(string text) => InternationalNumber().IsMatch(text);

    /// <summary>Whether a text contains the last seven digits of this number, with any separators.</summary>
    public static bool IsIn(string text, string number) =>
        string.Concat(text.Where(char.IsAsciiDigit)).Contains(number[^7..], StringComparison.Ordinal);

    /// <summary>Masks every phone number in a text except its first two and last two digits, for logs and dead letters.</summary>
    public static string Mask(string text) =>
        AnyNumber().Replace(text, static match => match.Groups["other"].Success ? match.Value : Mask(match.ValueSpan));

    private static string Mask(ReadOnlySpan<char> number) => $"{number[..3]}…{number[^2..]}";

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z")]
    private static partial Regex E164();

    [GeneratedRegex(WithPlus)]
    private static partial Regex InternationalNumber();

    /// <summary>
    /// Digits may be grouped the way people write them. Hexadecimal ids, dates and times are left alone, except after a plus sign.
    /// </summary>
    [GeneratedRegex($@"{WithPlus}(?!{Continued})|{WithPlus}|{Beginning}(?<other>\(?(?:{DayAndTime}|{AddressAndPort}))(?!{Continued})|{Beginning}(?!\(?{Date})\(?[0-9](?:[{Gap}]{{0,2}}[0-9]){{6,14}}(?!{Continued})")]
    private static partial Regex AnyNumber();
}
