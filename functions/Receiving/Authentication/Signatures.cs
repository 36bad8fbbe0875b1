using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using AlturBridge.Configuration;
using NSec.Cryptography;

namespace AlturBridge.Receiving.Authentication;

/// <summary>
/// What a <see cref="SignatureAlgorithm"/> computes, how a <see cref="SignatureEncoding"/> writes it, and which key a secret is by its
/// <see cref="SignatureKeyEncoding"/>.
/// </summary>
internal static class Signatures
{
    private const string PublicKeyPrefix = "whpk_";

    /// <summary>How every Ed25519 public key begins in base64 SPKI form (RFC 8410).</summary>
    private const string Spki = "MCowBQYDK2VwAyEA";

    private static readonly Ed25519 Ed25519 = NSec.Cryptography.SignatureAlgorithm.Ed25519;

    /// <summary>The length of a signature, in bytes.</summary>
    public static int Size(this SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.HmacSha1 => SHA1.HashSizeInBytes,
        SignatureAlgorithm.HmacSha512 => SHA512.HashSizeInBytes,
        SignatureAlgorithm.Ed25519 => Ed25519.SignatureSize,
        _ => SHA256.HashSizeInBytes,
    };

    /// <summary>
    /// A plain hash can be continued without the key: the padding between the content and what is added to it is not UTF-8.
    /// </summary>
    public static bool Verify(this SignatureAlgorithm algorithm, byte[] key, byte[] content, byte[] signature) => algorithm switch
    {
        SignatureAlgorithm.Ed25519 => Ed25519.Verify(PublicKey.Import(Ed25519, key, KeyBlobFormat.RawPublicKey), content, signature),
        SignatureAlgorithm.HmacSha1 => Equal(HashAlgorithmName.SHA1, key, content, signature),
        SignatureAlgorithm.HmacSha512 => Equal(HashAlgorithmName.SHA512, key, content, signature),
        SignatureAlgorithm.HmacSha256 => Equal(HashAlgorithmName.SHA256, key, content, signature),
        _ => Utf8.IsValid(content) && CryptographicOperations.FixedTimeEquals(SHA256.HashData([.. key, .. content]), signature),
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

    /// <returns>The key, or null if the secret is not in this encoding.</returns>
    public static byte[]? Read(this SignatureKeyEncoding encoding, string secret) => encoding switch
    {
        SignatureKeyEncoding.Hex => SignatureEncoding.Hex.Decode(secret),
        SignatureKeyEncoding.Base64 => SignatureEncoding.Base64.Decode(secret),
        SignatureKeyEncoding.Whsec => WebhookSecret.TryParse(secret, out var key) ? key : null,
        SignatureKeyEncoding.PublicKey => PublicKeyIn(secret),
        _ => Encoding.UTF8.GetBytes(secret),
    };

    public static string Form(this SignatureKeyEncoding encoding) => encoding switch
    {
        SignatureKeyEncoding.Hex => "an even number of hex digits",
        SignatureKeyEncoding.Base64 => "base64",
        SignatureKeyEncoding.Whsec => "base64 of 24 to 64 bytes, with or without whsec_ before it",
        SignatureKeyEncoding.PublicKey => "an Ed25519 public key: whpk_ and base64, or base64 in SPKI form",
        _ => "text",
    };

    /// <summary>Anybody may know a public key: as a shared secret it would let anybody sign.</summary>
    public static bool IsPublicKey(string secret) =>
        new[] { "-----BEGIN ", PublicKeyPrefix, Spki }.Any(beginning => secret.StartsWith(beginning, StringComparison.Ordinal));

    private static byte[]? PublicKeyIn(string secret)
    {
        var isRaw = secret.StartsWith(PublicKeyPrefix, StringComparison.Ordinal);
        var bytes = SignatureEncoding.Base64.Decode(isRaw ? secret[PublicKeyPrefix.Length..] : secret) ?? [];
        var format = isRaw ? KeyBlobFormat.RawPublicKey : KeyBlobFormat.PkixPublicKey;

        return PublicKey.TryImport(Ed25519, bytes, format, out var key) ? key!.Export(KeyBlobFormat.RawPublicKey) : null;
    }

    private static bool Equal(HashAlgorithmName hash, byte[] key, byte[] content, byte[] signature) =>
        CryptographicOperations.FixedTimeEquals(CryptographicOperations.HmacData(hash, key, content), signature);
}
