namespace AlturBridge.Receiving.Phones;

internal static class PhoneOptionsRules
{
    private const int ShortestNational = 4;
    private const int LongestNational = NumberingPlan.MaxDigits - 1;

    public static IEnumerable<string> Problems(PhoneOptions options, string setting) =>
    [
        .. DefaultProblems(options, setting),
        .. LengthProblems(options, $"{setting}__NationalLengths"),
        .. PrefixProblems(options, setting),
        .. CodeProblems(options, $"{setting}__AllowedCallingCodes"),
        .. ExtensionProblems(options, $"{setting}__OnExtension"),
    ];

    private static IEnumerable<string> DefaultProblems(PhoneOptions options, string setting)
    {
        if (string.IsNullOrEmpty(options.DefaultCallingCode))
        {
            yield break;
        }

        if (!CallingCodes.IsCountry(options.DefaultCallingCode))
        {
            yield return $"{setting}__DefaultCallingCode must be the calling code of a country, digits only and without a plus sign, such as 1 or 52.";
        }

        if (options.NationalLengths.Count == 0)
        {
            yield return $"{setting}__NationalLengths is missing: a default calling code needs the number of digits of its national numbers. "
                + $"Set {setting}__NationalLengths__0 (10 for the calling codes 1 and 52).";
        }
        else if (options.DefaultCallingCode is CallingCodes.NorthAmerica or CallingCodes.Mexico && options.NationalLengths.Any(static length => length != 10))
        {
            yield return $"{setting}__NationalLengths must be 10 alone: all numbers of the calling code {options.DefaultCallingCode} have 10 digits.";
        }

        if (options.AllowedCallingCodes.Count > 0 && !options.AllowedCallingCodes.Contains(options.DefaultCallingCode))
        {
            yield return $"{setting}__AllowedCallingCodes must contain the default calling code {options.DefaultCallingCode}, or no number without a plus sign is called.";
        }

        if (CallingCodes.KeepsItsZero(options.DefaultCallingCode) && !string.IsNullOrEmpty(options.TrunkPrefix))
        {
            yield return $"{setting}__TrunkPrefix must be empty: the zero of a number is part of it after the calling code {options.DefaultCallingCode}.";
        }
    }

    private static IEnumerable<string> LengthProblems(PhoneOptions options, string setting)
    {
        var code = options.DefaultCallingCode is { Length: > 0 } given && CallingCodes.IsCountry(given) ? given.Length : 1;
        var shortest = Math.Max(ShortestNational, NumberingPlan.MinDigits - code);
        var longest = Math.Min(LongestNational, NumberingPlan.MaxDigits - code);

        return options.NationalLengths
            .Select((length, index) => (length, index))
            .Where(item => item.length < shortest || item.length > longest)
            .Select(item => $"{setting}__{item.index} must be a whole number from {shortest} to {longest}: the digits of a national number without its trunk prefix.");
    }

    private static IEnumerable<string> PrefixProblems(PhoneOptions options, string setting)
    {
        if (options.TrunkPrefix is { Length: > 0 } trunk && !IsDigits(trunk, 1, 3))
        {
            yield return $"{setting}__TrunkPrefix must be 1 to 3 digits, such as 0, or empty.";
        }

        foreach (var (prefix, index) in options.InternationalPrefixes.Select(static (prefix, index) => (prefix, index)))
        {
            if (!IsDigits(prefix, 2, 6))
            {
                yield return $"{setting}__InternationalPrefixes__{index} must be 2 to 6 digits, such as 00 or 011.";
            }
        }

        foreach (var (prefix, index) in options.DeniedPrefixes.Select(static (prefix, index) => (prefix, index)))
        {
            if (!IsDigits(prefix, 1, NumberingPlan.MaxDigits) || prefix[0] == '0')
            {
                yield return $"{setting}__DeniedPrefixes__{index} must be the first digits of an international number without the plus sign, such as 1876.";
            }
        }
    }

    private static IEnumerable<string> CodeProblems(PhoneOptions options, string setting) => options.AllowedCallingCodes
        .Select(static (code, index) => (code, index))
        .Where(static item => !CallingCodes.IsAssigned(item.code))
        .Select(item => $"{setting}__{item.index} must be a calling code that is in use, digits only and without a plus sign, such as 1 or 52. Area codes have no place here.");

    private static IEnumerable<string> ExtensionProblems(PhoneOptions options, string setting) =>
        Enum.IsDefined(options.OnExtension) ? [] : [$"{setting} must be Refuse or Drop."];

    private static bool IsDigits(string? text, int shortest, int longest) =>
        text is not null && text.Length >= shortest && text.Length <= longest && text.All(char.IsAsciiDigit);
}
