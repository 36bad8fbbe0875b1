using System.Buffers;

namespace AlturBridge.Receiving.Authentication;

/// <summary>How a signature is written.</summary>
public enum SignatureEncoding
{
    Hex,
    Base64,
}

internal static class SignatureEncodings
{
    /// <summary>Strict: the same bytes cannot be written in two ways, except for the case of hex digits.</summary>
    /// <returns>Null if the text is anything else.</returns>
    public static byte[]? Decode(this SignatureEncoding encoding, string text)
    {
        if (encoding == SignatureEncoding.Hex)
        {
            var octets = new byte[text.Length / 2];
            return Convert.FromHexString(text, octets, out _, out _) == OperationStatus.Done ? octets : null;
        }

        // Re-encoding must give the same text; otherwise white space and stray bits in the last character would pass.
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && Convert.ToBase64String(bytes, 0, length) == text
            ? bytes[..length]
            : null;
    }
}
