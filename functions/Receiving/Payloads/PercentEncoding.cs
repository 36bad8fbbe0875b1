using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace AlturBridge.Receiving.Payloads;

/// <summary>One round of percent-decoding; upper and lower case hexadecimal digits are the same.</summary>
internal static class PercentEncoding
{
    /// <param name="encoded">UTF-8.</param>
    /// <param name="plusIsSpace">As in a form; elsewhere a plus is a plus.</param>
    /// <param name="text">What was meant.</param>
    /// <returns>False when a percent sign is not followed by two hexadecimal digits, or the octets are not UTF-8.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, bool plusIsSpace, [NotNullWhen(true)] out string? text)
    {
        var octets = new byte[encoded.Length];
        var count = 0;
        text = null;

        while (!encoded.IsEmpty)
        {
            var octet = encoded[0];
            var length = 1;

            if (octet == '%')
            {
                length = 3;
                if (encoded.Length < length || !byte.TryParse(encoded[1..length], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out octet))
                {
                    return false;
                }
            }
            else if (octet == '+' && plusIsSpace)
            {
                octet = (byte)' ';
            }

            octets[count++] = octet;
            encoded = encoded[length..];
        }

        var decoded = octets.AsSpan(0, count);
        text = Utf8.IsValid(decoded) ? Encoding.UTF8.GetString(decoded) : null;
        return text is not null;
    }
}
