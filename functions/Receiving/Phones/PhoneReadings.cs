using System.Text.RegularExpressions;
using AlturBridge.Numbers;

namespace AlturBridge.Receiving.Phones;

/// <summary>Every way to read a written number, as digits with the calling code first. The choice is made elsewhere.</summary>
internal static partial class PhoneReadings
{
    private const string Mexico = "52";

    public static IEnumerable<string> Of(WrittenNumber written, string? region)
    {
        var zero = written.ParenthesisedZero;
        if (written.HasPlus)
        {
            return International(written.Digits, zero);
        }

        return string.IsNullOrEmpty(region) ? [] :
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
        if (digits.StartsWith(code, StringComparison.Ordinal))
        {
            foreach (var reading in International(digits, written.ParenthesisedZero))
            {
                yield return reading;
            }
        }

        if (written.ParenthesisedZero is not null)
        {
            yield break;
        }

        yield return code + digits;

        if (NumberingPlans.WithoutTrunkPrefix(digits, region) is { } national)
        {
            yield return code + national;
        }

        if (code == Mexico && FormerMexicanPrefix().Match(digits) is { Success: true } former)
        {
            yield return code + former.Groups["number"].Value;
        }
    }

    /// <summary>A <c>(0)</c> right after the calling code means "not from abroad"; anywhere else its meaning is unknown.</summary>
    private static IEnumerable<string> International(string digits, int? parenthesisedZero)
    {
        if (parenthesisedZero is not { } place)
        {
            return [FormerMexicanMobile().Replace(digits, Mexico)];
        }

        return NumberingPlans.CallingCodeOf(digits) is { } code && code.Length == place && NumberingPlans.LeavesOutTheZero(code)
            ? [digits.Remove(place, 1)]
            : [];
    }

    /// <summary>Mexico dropped 01, 044, 045 and the 1 after +52 in 2019. The plan no longer has them; address books still do.</summary>
    [GeneratedRegex("^(?:01|044|045)(?<number>[0-9]{10})\\z")]
    private static partial Regex FormerMexicanPrefix();

    [GeneratedRegex("^521(?=[0-9]{10}\\z)")]
    private static partial Regex FormerMexicanMobile();
}
