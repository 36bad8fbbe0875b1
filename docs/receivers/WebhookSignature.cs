using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Receiver;

public static class WebhookSignature
{
    private const long ToleranceSeconds = 5 * 60;

    /// <summary>Whether one of the secrets signed this delivery, within five minutes of now, into the past and into the future.</summary>
    /// <param name="id">The header webhook-id.</param>
    /// <param name="timestamp">The header webhook-timestamp.</param>
    /// <param name="signatures">The header webhook-signature.</param>
    /// <param name="body">The bytes as they came, before anything parses them.</param>
    /// <param name="secrets">Yours; two while they rotate.</param>
    /// <param name="now">The time.</param>
    public static bool IsGenuine(
        string? id, string? timestamp, string? signatures, byte[] body, IEnumerable<string> secrets, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(signatures)
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > ToleranceSeconds)
        {
            return false;
        }

        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var given = signatures.Split(' ')
            .Where(part => part.StartsWith("v1,", StringComparison.Ordinal))
            .Select(part => Encoding.UTF8.GetBytes(part[3..]))
            .ToList();

        return secrets.Any(secret =>
        {
            var key = Convert.FromBase64String(secret.StartsWith("whsec_", StringComparison.Ordinal) ? secret[6..] : secret);
            var expected = Encoding.UTF8.GetBytes(Convert.ToBase64String(HMACSHA256.HashData(key, signed)));
            return key.Length >= 24 && given.Exists(one => CryptographicOperations.FixedTimeEquals(one, expected));
        });
    }
}
