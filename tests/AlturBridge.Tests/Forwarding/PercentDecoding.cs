using System.Globalization;
using System.Text;

namespace AlturBridge.Tests.Forwarding;

/// <summary>
/// A header value as a receiver of CloudEvents reads it, written from the specification (HTTP binding 1.0.2, 3.1.3.2) alone.
/// </summary>
internal static class PercentDecoding
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="FormatException">A header may not look like that.</exception>
    /// <exception cref="DecoderFallbackException">The octets are not UTF-8.</exception>
    public static string Read(string header)
    {
        var octets = new List<byte>();
        for (var index = 0; index < header.Length; index++)
        {
            switch (header[index])
            {
                case '%' when index + 2 < header.Length:
                    octets.Add(byte.Parse(header.AsSpan(index + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                    index += 2;
                    break;
                case > ' ' and <= '~' and not '"' and not '%':
                    octets.Add((byte)header[index]);
                    break;
                default:
                    throw new FormatException($"The character {(int)header[index]:X4} may not stand there unencoded.");
            }
        }

        return Strict.GetString([.. octets]);
    }
}
