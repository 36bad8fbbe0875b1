using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace AlturBridge.Receiving.Payloads;

/// <summary>One round of strict percent-decoding, as phone numbers need: the framework ignores errors.</summary>
internal static partial class PercentEncoding
{
    /// <param name="encoded">As sent.</param>
    /// <param name="plusIsSpace">As in a form; elsewhere a plus stays a plus.</param>
    /// <param name="text">The decoded text.</param>
    /// <returns>False when a percent sign is not followed by two hexadecimal digits, or the octets are not UTF-8.</returns>
    public static bool TryDecode(string encoded, bool plusIsSpace, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (Broken().IsMatch(encoded))
        {
            return false;
        }

        // Half a surrogate pair becomes an octet that is not valid UTF-8.
        var octets = Encoding.GetEncoding("utf-8", new EncoderReplacementFallback("%FF"), DecoderFallback.ReplacementFallback)
            .GetBytes(plusIsSpace ? encoded : encoded.Replace("+", "%2B", StringComparison.Ordinal));
        var decoded = WebUtility.UrlDecodeToBytes(octets, 0, octets.Length)!;
        text = Utf8.IsValid(decoded) ? Encoding.UTF8.GetString(decoded) : null;
        return text is not null;
    }

    [GeneratedRegex("%(?![0-9A-Fa-f]{2})")]
    private static partial Regex Broken();
}
