using System.Security.Cryptography;
using NSec.Cryptography;

namespace AlturBridge.Receiving.Authentication;

public enum SignatureAlgorithm
{
    HmacSha256,
    HmacSha512,
    HmacSha1,

    /// <summary>A plain hash of content that begins with the secret, used only by HubSpot v1 and v2.</summary>
    Sha256,

    /// <summary>A signature with a private key that only the sender has (RFC 8032). The source's secret is the public key.</summary>
    Ed25519,
}

internal static class SignatureAlgorithms
{
    /// <summary>The length of a signature, in bytes.</summary>
    public static int Size(this SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.HmacSha1 => SHA1.HashSizeInBytes,
        SignatureAlgorithm.HmacSha512 => SHA512.HashSizeInBytes,
        SignatureAlgorithm.Ed25519 => NSec.Cryptography.SignatureAlgorithm.Ed25519.SignatureSize,
        _ => SHA256.HashSizeInBytes,
    };

    public static bool Verify(this SignatureAlgorithm algorithm, byte[] key, byte[] content, byte[] signature) => algorithm switch
    {
        SignatureAlgorithm.Ed25519 => NSec.Cryptography.SignatureAlgorithm.Ed25519.Verify(
            PublicKey.Import(NSec.Cryptography.SignatureAlgorithm.Ed25519, key, KeyBlobFormat.RawPublicKey), content, signature),
        SignatureAlgorithm.HmacSha1 => Equal(HashAlgorithmName.SHA1, key, content, signature),
        SignatureAlgorithm.HmacSha512 => Equal(HashAlgorithmName.SHA512, key, content, signature),
        SignatureAlgorithm.HmacSha256 => Equal(HashAlgorithmName.SHA256, key, content, signature),
        _ => CryptographicOperations.FixedTimeEquals(SHA256.HashData(content), signature),
    };

    private static bool Equal(HashAlgorithmName hash, byte[] key, byte[] content, byte[] signature) =>
        CryptographicOperations.FixedTimeEquals(CryptographicOperations.HmacData(hash, key, content), signature);
}
