namespace AlturBridge.Receiving.Phones;

/// <summary>Since August 2019 all Mexican numbers have ten digits, and 01, 044, 045 and the 1 after +52 are gone; address books have them still.</summary>
internal static class MexicanNumbers
{
    private const int Length = 10;
    private const string WithMobilePrefix = CallingCodes.Mexico + "1";
    private static readonly string[] FormerPrefixes = ["01", "044", "045"];

    /// <summary>Takes the former mobile prefix out of <c>52 1</c> and ten digits, unless it shall stay.</summary>
    public static string Modern(string digits, PhoneOptions options) =>
        !options.KeepMexicanMobilePrefix && digits.Length == WithMobilePrefix.Length + Length && digits.StartsWith(WithMobilePrefix, StringComparison.Ordinal)
            ? CallingCodes.Mexico + digits[WithMobilePrefix.Length..]
            : digits;

    public static bool HasMobilePrefix(string national) => national.Length == Length + 1 && national[0] == '1';

    /// <returns>The ten digits after a former prefix for calls within Mexico; null without one.</returns>
    public static string? WithoutFormerPrefix(string digits) => FormerPrefixes
        .Where(prefix => digits.Length == prefix.Length + Length && digits.StartsWith(prefix, StringComparison.Ordinal))
        .Select(prefix => digits[prefix.Length..])
        .FirstOrDefault();

    /// <returns>Why no Mexican phone can have these digits after 52; null when one can.</returns>
    public static PhoneRefusal? Objection(string national, PhoneOptions options)
    {
        var number = options.KeepMexicanMobilePrefix && HasMobilePrefix(national) ? national[1..] : national;
        if (number.Length != Length)
        {
            return PhoneRefusal.MexicanLength;
        }

        return number[0] < '2' ? PhoneRefusal.MexicanPattern : null;
    }
}
