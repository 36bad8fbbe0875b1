using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PhoneNumbers;

namespace AlturBridge.Numbers;

/// <summary>
/// What is known about every country's numbers. Numbers are digits, calling code first; nothing is removed or added.
/// </summary>
public static partial class NumberingPlans
{
    public const int MinDigits = 7;
    public const int MaxDigits = 15;
    private const int LongestCode = 3;

    private static readonly HashSet<int> CallingCodes = Plans.GetSupportedCallingCodes();

    private static PhoneNumberUtil Plans => PhoneNumberUtil.GetInstance();

    /// <summary>
    /// Reading the first number takes some 400 ms, the first of another country 1 to 10 ms: this pays the 400 ms in advance.
    /// </summary>
    public static void Load()
    {
        // A country that has its calling code to itself, and one that shares it.
        _ = TypeOf("525555550143");
        _ = TypeOf("12025550143");
        _ = IanaZones.Of("+12025550143");
    }

    public static bool IsRegion(string region) => Plans.GetSupportedRegions().Contains(region);

    public static string CallingCodeOfRegion(string region) => Plans.GetCountryCodeForRegion(region).ToString(CultureInfo.InvariantCulture);

    public static bool IsCallingCode(string code) =>
        code.Length is > 0 and <= LongestCode && code[0] != '0' && code.All(char.IsAsciiDigit)
        && CallingCodes.Contains(int.Parse(code, CultureInfo.InvariantCulture));

    /// <returns>The calling code these digits begin with; null if it is not in use.</returns>
    public static string? CallingCodeOf(string digits) =>
        Enumerable.Range(1, Math.Min(LongestCode, digits.Length)).Select(length => digits[..length]).FirstOrDefault(IsCallingCode);

    public static bool IsAssigned(string digits) =>
        TryParse(digits) is { } number && Plans.IsValidNumber(number) && !ServiceExchange().IsMatch(digits);

    /// <summary>Whether numbers of that country have this length. A number of the right length may still be unassigned.</summary>
    public static bool HasPossibleLength(string digits) =>
        TryParse(digits) is { } number && Plans.IsPossibleNumberWithReason(number) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE;

    public static NumberType TypeOf(string digits)
    {
        if (TryParse(digits) is not { } number || ServiceExchange().IsMatch(digits))
        {
            return NumberType.Unassigned;
        }

        return Plans.GetNumberType(number) switch
        {
            PhoneNumberType.UNKNOWN => NumberType.Unassigned,
            PhoneNumberType.TOLL_FREE => NumberType.TollFree,
            PhoneNumberType.SHARED_COST => NumberType.SharedCost,
            PhoneNumberType.PREMIUM_RATE => NumberType.PremiumRate,
            _ when Plans.GetRegionCodeForCountryCode(number.CountryCode) == PhoneNumberUtil.REGION_CODE_FOR_NON_GEO_ENTITY =>
                NumberType.Satellite,
            PhoneNumberType.FIXED_LINE or PhoneNumberType.FIXED_LINE_OR_MOBILE => NumberType.Fixed,
            PhoneNumberType.MOBILE => NumberType.Mobile,
            PhoneNumberType.VOIP => NumberType.Voip,
            PhoneNumberType.PERSONAL_NUMBER => NumberType.Personal,
            PhoneNumberType.PAGER => NumberType.Pager,
            PhoneNumberType.VOICEMAIL => NumberType.Voicemail,
            PhoneNumberType.UAN => NumberType.UniversalAccess,
            _ => NumberType.Unassigned,
        };
    }

    /// <returns>
    /// What follows the international prefix of <paramref name="region"/>; null if there is no such prefix.
    /// </returns>
    public static string? WithoutInternationalPrefix(string dialled, string region)
    {
        var rest = new StringBuilder(dialled);
        var source = Plans.MaybeStripInternationalPrefixAndNormalize(rest, Plans.GetMetadataForRegion(region).InternationalPrefix);

        return source == PhoneNumber.Types.CountryCodeSource.FROM_NUMBER_WITH_IDD ? rest.ToString() : null;
    }

    /// <returns>
    /// The national number after the trunk prefix and carrier code of <paramref name="region"/>; null if there is none, or the region
    /// is not a country.
    /// </returns>
    public static string? WithoutTrunkPrefix(string dialled, string region)
    {
        var rest = new StringBuilder(dialled);
        return Plans.GetMetadataForRegion(region) is { } plan
            && Plans.MaybeStripNationalPrefixAndCarrierCode(rest, plan, new StringBuilder()) ? rest.ToString() : null;
    }

    /// <summary>Whether the country writes <c>+44 (0)20</c> for a zero that is not dialled from abroad.</summary>
    public static bool LeavesOutTheZero(string callingCode) =>
        Plans.GetNddPrefixForRegion(MainRegion(callingCode), stripNonDigits: true) == "0";

    /// <returns>The digits without the trunk prefix after the calling code; null if there is none, or no such number exists.</returns>
    public static string? WithoutMisplacedTrunkPrefix(string digits) =>
        CallingCodeOf(digits) is { } code && WithoutTrunkPrefix(digits[code.Length..], MainRegion(code)) is { } national
            && IsAssigned(code + national) ? code + national : null;

    private static string MainRegion(string callingCode) =>
        Plans.GetRegionCodeForCountryCode(int.Parse(callingCode, CultureInfo.InvariantCulture));

    /// <summary>No exchange of the country code 1 is N11 (911, 411, …), which the library does not know.</summary>
    [GeneratedRegex("^1[0-9]{3}[2-9]11")]
    private static partial Regex ServiceExchange();

    internal static PhoneNumber? TryParse(string digits)
    {
        if (digits.Length is < MinDigits or > MaxDigits || CallingCodeOf(digits) is not { } code)
        {
            return null;
        }

        var national = digits[code.Length..];
        var zeros = Math.Min(national.Length - national.TrimStart('0').Length, national.Length - 1);
        var number = new PhoneNumber.Builder()
            .SetCountryCode(int.Parse(code, CultureInfo.InvariantCulture))
            .SetNationalNumber(ulong.Parse(national, CultureInfo.InvariantCulture));

        return (zeros > 0 ? number.SetNumberOfLeadingZeros(zeros) : number).Build();
    }
}
