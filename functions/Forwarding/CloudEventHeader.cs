using System.Text;

namespace AlturBridge.Forwarding;

public static class CloudEventHeader
{
    /// <summary>
    /// Encodes an attribute for a header (CloudEvents HTTP binding 1.0.2, 3.1.3.2): spaces, double quotes, percent signs and everything
    /// that is not printable ASCII become percent-encoded UTF-8.
    /// </summary>
    public static string Encode(string value)
    {
        var encoded = new StringBuilder(value.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(value))
        {
            _ = octet is > 0x20 and < 0x7F and not (byte)'"' and not (byte)'%'
                ? encoded.Append((char)octet)
                : encoded.Append('%').Append(octet.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return encoded.ToString();
    }
}
