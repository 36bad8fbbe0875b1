using System.Buffers.Text;
using System.Text;
using AlturBridge.Configuration;
using NSec.Cryptography;

namespace AlturBridge.Receiving.Authentication;

/// <summary>Turns secrets into keys, according to their <see cref="SignatureKeyEncoding"/>.</summary>
internal static class SignatureKeys
{
    private const string PublicKeyPrefix = "whpk_";

    /// <summary>How every Ed25519 public key begins in base64 SPKI form (RFC 8410).</summary>
    private const string Spki = "MCowBQYDK2VwAyEA";

    /// <returns>The key, or null if the secret is not in this encoding.</returns>
    public static byte[]? Read(this SignatureKeyEncoding encoding, string secret) => encoding switch
    {
        SignatureKeyEncoding.Hex => SignatureEncoding.Hex.Decode(secret),
        SignatureKeyEncoding.Base64 => FromBase64(secret),
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
    public static bool IsPublic(string secret) =>
        new[] { "-----BEGIN ", PublicKeyPrefix, Spki }.Any(beginning => secret.StartsWith(beginning, StringComparison.Ordinal));

    private static byte[]? FromBase64(string text) => Base64.IsValid(text) ? Convert.FromBase64String(text) : null;

    private static byte[]? PublicKeyIn(string secret)
    {
        var isRaw = secret.StartsWith(PublicKeyPrefix, StringComparison.Ordinal);
        var bytes = FromBase64(isRaw ? secret[PublicKeyPrefix.Length..] : secret) ?? [];
        var format = isRaw ? KeyBlobFormat.RawPublicKey : KeyBlobFormat.PkixPublicKey;

        return PublicKey.TryImport(NSec.Cryptography.SignatureAlgorithm.Ed25519, bytes, format, out var key)
            ? key!.Export(KeyBlobFormat.RawPublicKey)
            : null;
    }
}
