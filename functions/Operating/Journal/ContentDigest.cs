using System.Security.Cryptography;
using System.Text;

namespace AlturBridge.Operating.Journal;

/// <summary>
/// Tells whether two leads with one id have the same content, without keeping it: a keyed hash, because a plain hash of a phone number can
/// be guessed.
/// </summary>
/// <param name="secret">Known only to this bridge. Digests made with another secret are not comparable.</param>
public sealed class ContentDigest(string secret)
{
    private const int Digits = 16;

    private readonly byte[] key = KeyOf(secret);

    /// <summary>Prefixed with the key's own digest: after the secret changes, equal content is not reported as different.</summary>
    private readonly string keyId = Convert.ToHexStringLower(SHA256.HashData(KeyOf(secret)))[..8];

    public string Of(BinaryData body) => $"{keyId}:{Convert.ToHexStringLower(HMACSHA256.HashData(key, body))[..Digits]}";

    /// <summary>Whether both digests were made with the same key and differ.</summary>
    public static bool Differ(string? first, string? second) =>
        first is not null && second is not null && first != second && first.AsSpan().CommonPrefixLength(second) >= "12345678:".Length;

    private static byte[] KeyOf(string secret) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), "altur-bridge journal digest"u8);
}
