using System.Buffers;
using System.Security.Cryptography;
using NSec.Cryptography;

namespace AlturBridge.Receiving.Authentication;

/// <summary>What a <see cref="SignatureAlgorithm"/> computes, and how a <see cref="SignatureEncoding"/> writes it.</summary>
internal static class Signatures
{
    private static readonly Ed25519 Ed25519 = NSec.Cryptography.SignatureAlgorithm.Ed25519;

    /// <summary>The length of a signature, in bytes.</summary>
    public static int Size(this SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.HmacSha1 => SHA1.HashSizeInBytes,
        SignatureAlgorithm.HmacSha512 => SHA512.HashSizeInBytes,
        SignatureAlgorithm.Ed25519 => Ed25519.SignatureSize,
        _ => SHA256.HashSizeInBytes,
    };

    public static bool Verify(this SignatureAlgorithm algorithm, byte[] key, byte[] content, byte[] signature) => algorithm switch
    {
        SignatureAlgorithm.Ed25519 => Ed25519.Verify(PublicKey.Import(Ed25519, key, KeyBlobFormat.RawPublicKey), content, signature),
        SignatureAlgorithm.HmacSha1 => Equal(HashAlgorithmName.SHA1, key, content, signature),
        SignatureAlgorithm.HmacSha512 => Equal(HashAlgorithmName.SHA512, key, content, signature),
        SignatureAlgorithm.HmacSha256 => Equal(HashAlgorithmName.SHA256, key, content, signature),
        _ => CryptographicOperations.FixedTimeEquals(SHA256.HashData(content), signature),
    };

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

    private static bool Equal(HashAlgorithmName hash, byte[] key, byte[] content, byte[] signature) =>
        CryptographicOperations.FixedTimeEquals(CryptographicOperations.HmacData(hash, key, content), signature);
}
