using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace AlturBridge.Receiving.Authenticity;

/// <param name="Hash">The hash function.</param>
/// <param name="Size">The length of a signature, in bytes.</param>
/// <param name="IsKeyed">An HMAC. Otherwise the secret is the beginning of what is hashed, as only HubSpot v1 and v2 do.</param>
public sealed record SignatureAlgorithm(HashAlgorithmName Hash, int Size, bool IsKeyed)
{
    private static readonly Dictionary<string, SignatureAlgorithm> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["hmac-sha256"] = new(HashAlgorithmName.SHA256, SHA256.HashSizeInBytes, IsKeyed: true),
        ["hmac-sha512"] = new(HashAlgorithmName.SHA512, SHA512.HashSizeInBytes, IsKeyed: true),
        ["hmac-sha1"] = new(HashAlgorithmName.SHA1, SHA1.HashSizeInBytes, IsKeyed: true),
        ["sha256"] = new(HashAlgorithmName.SHA256, SHA256.HashSizeInBytes, IsKeyed: false),
    };

    public static IEnumerable<string> Names => ByName.Keys;

    public static bool TryFind(string? name, [NotNullWhen(true)] out SignatureAlgorithm? algorithm) => ByName.TryGetValue(name ?? string.Empty, out algorithm);

    public byte[] Sign(byte[] key, SignedContent content, SignedValues values)
    {
        using var hash = IsKeyed ? IncrementalHash.CreateHMAC(Hash, key) : IncrementalHash.CreateHash(Hash);
        content.AppendTo(hash, key, values);

        return hash.GetHashAndReset();
    }
}
