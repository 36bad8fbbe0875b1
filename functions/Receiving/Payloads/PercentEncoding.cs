using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace AlturBridge.Receiving.Payloads;

/// <summary>One round of strict percent-decoding, as phone numbers need: the framework ignores errors.</summary>
internal static partial class PercentEncoding
{
    /// <summary>In a form a plus is a space; elsewhere it stays a plus.</summary>
    /// <returns>Null if a percent sign is not followed by two hexadecimal digits, or the octets are not UTF-8.</returns>
    public static string? Decode(string encoded, bool plusIsSpace)
    {
        if (Broken().IsMatch(encoded))
        {
            return null;
        }

        // Half a surrogate pair becomes an octet that is not valid UTF-8.
        var octets = Encoding.GetEncoding("utf-8", new EncoderReplacementFallback("%FF"), DecoderFallback.ReplacementFallback)
            .GetBytes(plusIsSpace ? encoded : encoded.Replace("+", "%2B", StringComparison.Ordinal));
        var decoded = WebUtility.UrlDecodeToBytes(octets, 0, octets.Length)!;
        return Utf8.IsValid(decoded) ? Encoding.UTF8.GetString(decoded) : null;
    }

    [GeneratedRegex("%(?![0-9A-Fa-f]{2})")]
    private static partial Regex Broken();
}
