using System.Text.RegularExpressions;

namespace AlturBridge.Numbers;

/// <summary>Every way to read a written number, as digits with the calling code first. The choice is made elsewhere.</summary>
internal static partial class PhoneReadings
{
    private const string Mexico = "52";

    public static IEnumerable<string> Of(WrittenNumber written, string? region)
    {
        var zero = written.ParenthesisedZero;
        return written.HasPlus ? International(written.Digits, zero) : string.IsNullOrEmpty(region) ? [] :
        [
            .. NumberingPlans.WithoutInternationalPrefix(written.Digits, region) is { } abroad
                ? International(abroad, zero - (written.Digits.Length - abroad.Length))
                : [],
            .. Within(written, region, NumberingPlans.CallingCodeOfRegion(region)),
        ];
    }

    private static IEnumerable<string> Within(WrittenNumber written, string region, string code)
    {
        var digits = written.Digits;
        var readings = digits.StartsWith(code, StringComparison.Ordinal) ? International(digits, written.ParenthesisedZero) : [];
        if (written.ParenthesisedZero is not null)
        {
            return readings;
        }

        string?[] national =
        [
            digits,
            NumberingPlans.WithoutTrunkPrefix(digits, region),
            code == Mexico && FormerMexicanPrefix().Match(digits) is { Success: true } former ? former.Groups["number"].Value : null,
        ];
        return readings.Concat(national.OfType<string>().Select(number => code + number));
    }

    /// <summary>A <c>(0)</c> right after the calling code means "not from abroad"; anywhere else its meaning is unknown.</summary>
    private static IEnumerable<string> International(string digits, int? parenthesisedZero) =>
        parenthesisedZero is not { } place ? [FormerMexicanMobile().Replace(digits, Mexico)]
        : NumberingPlans.CallingCodeOf(digits) is { } code && code.Length == place && NumberingPlans.LeavesOutTheZero(code)
            ? [digits.Remove(place, 1)]
        : [];

    /// <summary>Mexico dropped 01, 044, 045 and the 1 after +52 in 2019. The plan no longer has them; address books still do.</summary>
    [GeneratedRegex("^(?:01|044|045)(?<number>[0-9]{10})\\z")]
    private static partial Regex FormerMexicanPrefix();

    [GeneratedRegex("^521(?=[0-9]{10}\\z)")]
    private static partial Regex FormerMexicanMobile();
}
