namespace AlturBridge.Numbers;

/// <summary>How a source's phone numbers are read: <c>Sources__&lt;name&gt;__Phone__*</c> (docs/phone-numbers.md).</summary>
public sealed class PhoneOptions
{
    /// <summary>The country of numbers without one (ISO 3166, two capital letters); null refuses such numbers.</summary>
    public string? Region { get; set; }

    /// <summary>The only calling codes that are called; empty for all countries.</summary>
    public IList<string> AllowedCallingCodes { get; } = [];

    /// <summary>Beginnings of numbers that are never called, calling code first and without a plus sign (<c>1876</c>).</summary>
    public IList<string> DeniedPrefixes { get; } = [];

    /// <summary>
    /// Drops the extension and calls the number: the agent reaches a switchboard, never the extension. Otherwise the lead is refused.
    /// </summary>
    public bool DropExtension { get; set; }

    /// <param name="setting">Where these options are set, such as <c>Sources__crm__Phone</c>.</param>
    /// <returns>One sentence per mistake, saying how to fix it.</returns>
    public IEnumerable<string> Problems(string setting) =>
    [
        .. OfRegion(setting),
        .. AllowedCallingCodes.Index().Where(static item => !NumberingPlans.IsCallingCode(item.Item)).Select(
            item => $"{setting}__AllowedCallingCodes__{item.Index} must be a calling code in use, without a plus sign, such "
                + "as 1 or 52. Area codes are not accepted."),
        .. DeniedPrefixes.Index().Where(static item => !IsBeginning(item.Item)).Select(
            item => $"{setting}__DeniedPrefixes__{item.Index} must be the first digits of an international number without the plus "
                + "sign, such as 1876."),
    ];

    private string[] OfRegion(string setting)
    {
        if (!string.IsNullOrEmpty(Region) && !NumberingPlans.IsRegion(Region))
        {
            return [$"{setting}__Region must be the two capital letters of a country (ISO 3166), such as US, MX or GB."];
        }

        var code = string.IsNullOrEmpty(Region) ? null : NumberingPlans.CallingCodeOfRegion(Region);
        return code is null || AllowedCallingCodes.Count == 0 || AllowedCallingCodes.Contains(code) ? [] :
            [$"{setting}__AllowedCallingCodes must contain {code}, the calling code of {Region}, or no number without a plus sign is "
                + "called."];
    }

    private static bool IsBeginning(string prefix) =>
        prefix.Length is > 0 and <= NumberingPlans.MaxDigits && prefix[0] != '0' && prefix.All(char.IsAsciiDigit);
}
