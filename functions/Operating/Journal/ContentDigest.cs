using System.Security.Cryptography;
using System.Text;

namespace AlturBridge.Operating.Journal;

/// <summary>
/// Tells whether two leads of one id have the same content, without keeping any: a keyed hash, for a plain one of a phone number can be
/// guessed.
/// </summary>
/// <param name="secret">What only this bridge knows. Digests made with another one are not comparable.</param>
public sealed class ContentDigest(string secret)
{
    private const int Digits = 16;

    private readonly byte[] key = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), "altur-bridge journal digest"u8);

    /// <summary>The key's own digest stands in front: after the secret was changed, nothing is called different that is not.</summary>
    private string KeyId => Convert.ToHexStringLower(SHA256.HashData(key))[..8];

    public string Of(BinaryData body) => $"{KeyId}:{Convert.ToHexStringLower(HMACSHA256.HashData(key, body))[..Digits]}";

    /// <summary>Whether both digests were made with one key and are not the same.</summary>
    public static bool Differ(string? first, string? second) =>
        first is not null && second is not null && first != second && first.AsSpan().CommonPrefixLength(second) >= "12345678:".Length;
}
