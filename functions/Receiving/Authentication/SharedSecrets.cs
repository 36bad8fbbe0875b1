using System.Security.Cryptography;
using System.Text;

namespace AlturBridge.Receiving.Authentication;

/// <summary>A source's secrets that are sent as is. Only their hashes are kept.</summary>
public sealed class SharedSecrets(IEnumerable<string> secrets)
{
    private readonly byte[][] hashes = [.. secrets.Select(secret => SHA256.HashData(Encoding.UTF8.GetBytes(secret)))];

    public bool Contain(string presented) => Contain(Encoding.UTF8.GetBytes(presented));

    /// <summary>
    /// Compares hashes, so that the time does not reveal a secret's length, and all of them, so that it does not reveal which one matched.
    /// </summary>
    public bool Contain(ReadOnlySpan<byte> presented)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(presented, hash);
        var found = false;

        foreach (var known in hashes)
        {
            found |= CryptographicOperations.FixedTimeEquals(known, hash);
        }

        return found;
    }
}
