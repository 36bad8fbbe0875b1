using System.Security.Cryptography;
using System.Text;

namespace AlturBridge.Operating.DoNotCall;

/// <summary>Keyed hashes of phone numbers: a plain hash of one can be guessed.</summary>
/// <param name="secret">Known only to this bridge. Digests made with another secret are not found.</param>
public sealed class NumberDigest(string secret)
{
    private const int Digits = 32;

    private readonly byte[] key = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), "altur-bridge do-not-call digest"u8);

    /// <summary>Identifies the key that a digest was made with.</summary>
    public string KeyId => Convert.ToHexStringLower(SHA256.HashData(key))[..16];

    public string Of(string number) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(number)))[..Digits];
}
