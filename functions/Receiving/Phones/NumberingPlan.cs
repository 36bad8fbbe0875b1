namespace AlturBridge.Receiving.Phones;

/// <summary>What is known about the numbers of a country: enough to refuse one that cannot exist, never to repair it.</summary>
internal static class NumberingPlan
{
    /// <summary>No rule of E.164: a practical floor above all short and emergency numbers.</summary>
    public const int MinDigits = 7;
    public const int MaxDigits = 15;

    /// <returns>Why no phone can have this number, calling code first; null when one can.</returns>
    public static PhoneRefusal? Objection(string digits, PhoneOptions options)
    {
        if (digits.Length is < MinDigits or > MaxDigits)
        {
            return digits.Length < MinDigits ? PhoneRefusal.TooShort : PhoneRefusal.TooLong;
        }

        if (CallingCodes.Of(digits) is not { } code)
        {
            return PhoneRefusal.UnknownCallingCode;
        }

        var national = digits[code.Length..];
        return code switch
        {
            CallingCodes.NorthAmerica => NorthAmerican(national),
            CallingCodes.Mexico => MexicanNumbers.Objection(national, options),
            _ when code == options.DefaultCallingCode => OfDefaultCountry(national, options),
            _ => null,
        };
    }

    /// <summary>NPA-NXX-XXXX: both N are 2 to 9, neither is N11, and no area code is N9X or 555.</summary>
    private static PhoneRefusal? NorthAmerican(string national)
    {
        if (national.Length != 10)
        {
            return PhoneRefusal.NanpLength;
        }

        var (area, exchange) = (national[..3], national[3..6]);
        var exists = IsOrdinary(area) && IsOrdinary(exchange) && area[1] != '9' && area != "555";
        return exists ? null : PhoneRefusal.NanpPattern;
    }

    private static bool IsOrdinary(string code) => code[0] >= '2' && !code.EndsWith("11", StringComparison.Ordinal);

    private static PhoneRefusal? OfDefaultCountry(string national, PhoneOptions options)
    {
        var hasLength = options.NationalLengths.Contains(national.Length);

        // Where a 0 is the prefix no number begins with it; a number may well begin with another one, as with 8 in Russia.
        return options.TrunkPrefix is { Length: > 0 } trunk && national.StartsWith(trunk, StringComparison.Ordinal) && (trunk[0] == '0' || !hasLength)
            ? PhoneRefusal.TrunkPrefixKept
            : hasLength ? null : PhoneRefusal.NationalLength;
    }
}
