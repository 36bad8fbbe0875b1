using System.Text.RegularExpressions;

namespace AlturBridge.Messages;

public static partial class PhoneNumber
{
    /// <summary>A plus sign and 7 to 15 digits, the first of which is not 0 (ITU-T E.164).</summary>
    public static bool IsE164(string text) => E164().IsMatch(text);

    /// <summary>Hides every phone number in a text but for its first two and last two digits, for logs and dead letters.</summary>
    public static string Mask(string text) => AnyNumber().Replace(text, static match => Mask(match.ValueSpan));

    private static string Mask(ReadOnlySpan<char> number) => $"{number[..3]}…{number[^2..]}";

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z")]
    private static partial Regex E164();

    /// <summary>Digits may be grouped as people write them. Hexadecimal ids and dates are left alone.</summary>
    [GeneratedRegex(@"(?<![\w-])(?![0-9]{4}-[0-9]{2}-[0-9]{2})(?:\+[0-9]|\(?[0-9])(?:[ ().-]{0,2}[0-9]){6,14}(?![\w-])")]
    private static partial Regex AnyNumber();
}
