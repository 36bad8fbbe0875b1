using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AlturBridge.Sandbox.Simulation;

/// <summary>Checks a Standard Webhooks signature as a receiver would, written from the specification alone: the bridge's signing code
/// must not check itself. <see href="https://www.standardwebhooks.com"/></summary>
internal sealed class WebhookVerifier(IEnumerable<string> secrets)
{
    private const string Prefix = "whsec_";
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly byte[][] keys = [.. secrets.Select(Key)];

    public bool HasSecrets => keys.Length > 0;

    public bool IsValid(string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(signatures) || !IsCurrent(timestamp, now))
        {
            return false;
        }

        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var expected = Array.ConvertAll(keys, key => Signature(key, signed));
        return signatures
            .Split(' ')
            .Select(Encoding.UTF8.GetBytes)
            .Any(given => Array.Exists(expected, signature => CryptographicOperations.FixedTimeEquals(signature, given)));
    }

    private static byte[] Signature(byte[] key, byte[] signed)
    {
        return Encoding.UTF8.GetBytes($"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}");
    }

    private static bool IsCurrent(string? timestamp, DateTimeOffset now)
    {
        return long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(now.ToUnixTimeSeconds() - seconds) <= Tolerance.TotalSeconds;
    }

    private static byte[] Key(string secret)
    {
        var key = new byte[secret.Length];
        return secret.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[Prefix.Length..], key, out var length)
            && length > 0
            ? key[..length]
            : throw new FormatException("A webhook secret is \"whsec_\" and base64, like \"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\".");
    }
}
