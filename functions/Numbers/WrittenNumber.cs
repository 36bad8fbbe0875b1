using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace AlturBridge.Numbers;

/// <summary>One phone number as written, without separators.</summary>
/// <param name="Digits">ASCII digits, at least one.</param>
/// <param name="HasPlus">Whether a plus sign came before them.</param>
/// <param name="ParenthesisedZero">The position of a <c>(0)</c> among the digits, unless it comes first; null if none.</param>
/// <param name="Extension">The digits after <c>ext.</c>, <c>x</c>, <c>#</c>, <c>,,</c> or <c>;ext=</c>; null if none.</param>
internal sealed partial record WrittenNumber(string Digits, bool HasPlus, int? ParenthesisedZero, string? Extension)
{
    private const string TelephoneUri = "tel:";
    private const string Zero = "(0)";
    private const int WholeNumber = 7;
    private const int ShortestAfterSlash = 5;

    /// <summary>Finds the one number in a text, or says why there is none. It knows nothing about countries.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out WrittenNumber? number, [NotNullWhen(false)] out PhoneRefusal? refusal)
    {
        var plain = PhoneCharacters.Plain(text);
        plain = plain.StartsWith(TelephoneUri, StringComparison.OrdinalIgnoreCase) ? plain[TelephoneUri.Length..].TrimStart(' ') : plain;
        var match = OneNumber().Match(plain);
        refusal = Refusal(plain, match);
        number = refusal is null ? Written(match) : null;

        return number is not null;
    }

    private static PhoneRefusal? Refusal(string plain, Match match)
    {
        var compact = Compact(match.Groups["number"].Value);
        var firstDigit = plain.AsSpan().IndexOfAnyInRange('0', '9');

        return NothingAtAll().IsMatch(plain) ? PhoneRefusal.Missing
            : NoInteger().IsMatch(plain) ? PhoneRefusal.NotAnIntegerNumber
            : match.Success && HoldsAlternatives(compact) ? PhoneRefusal.SeveralNumbers
            : match.Success && compact.IndexOf(Zero, StringComparison.Ordinal) != compact.LastIndexOf(Zero, StringComparison.Ordinal)
                ? PhoneRefusal.ParenthesisedZero
            : match.Success ? null
            : plain.Contains("phone-context", StringComparison.OrdinalIgnoreCase) ? PhoneRefusal.PhoneContext
            : firstDigit >= 0 && plain.LastIndexOf('+') > firstDigit ? PhoneRefusal.SeveralNumbers
            : PhoneRefusal.UnexpectedCharacter;
    }

    private static WrittenNumber Written(Match match)
    {
        var compact = Compact(match.Groups["number"].Value);
        var zero = compact.IndexOf(Zero, StringComparison.Ordinal);

        return new(
            DigitsIn(compact),
            match.Groups["opening"].ValueSpan.Contains('+'),
            zero < 0 ? null : DigitsIn(compact[..zero]).Length,
            match.Groups["extension"] is { Success: true } extension ? extension.Value : null);
    }

    /// <summary>A slash separates an area code (030/123456), but also two numbers, or the end of a second one (5555-0143/44).</summary>
    private static bool HoldsAlternatives(string number)
    {
        var slash = number.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return false;
        }

        var after = DigitsIn(number[slash..]).Length;
        return after < ShortestAfterSlash || (after >= WholeNumber && DigitsIn(number[..slash]).Length >= WholeNumber);
    }

    private static string Compact(string number) => number.Replace(" ", "", StringComparison.Ordinal);

    private static string DigitsIn(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    /// <summary>Its alternatives begin with different characters, so it matches in one pass.</summary>
    [GeneratedRegex(
        @"^(?<opening>[( ]*\+?[( ]*)(?<number>[0-9][0-9 ().\-/]*)(?:(?:;ext=|ext(?:ensi[oó]n|n)?[.:]?|x[.:]?|\#|,{2,}) *(?<extension>[0-9]{1,6})\#?)?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OneNumber();

    /// <summary>
    /// What JSON and spreadsheets turn a number into if it is not text. People never write numbers like this: 202.555.0143 has two points.
    /// </summary>
    [GeneratedRegex(@"^(?:-[0-9]+|-?(?:0|[1-9][0-9]*)\.[0-9]+|-?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+)\z")]
    private static partial Regex NoInteger();

    [GeneratedRegex(@"^[+ ().\-/\n]*\z")]
    private static partial Regex NothingAtAll();
}
