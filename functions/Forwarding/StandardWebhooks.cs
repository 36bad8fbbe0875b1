using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AlturBridge.Forwarding;

/// <summary>Standard Webhooks 1.0, symmetric signatures (<c>v1</c>).</summary>
public static class StandardWebhooks
{
    /// <summary>The value of <c>webhook-signature</c>: one signature for each key, over <c>{id}.{timestamp}.{body}</c>.</summary>
    /// <param name="keys">The keys; without any, the text is empty.</param>
    /// <param name="id">The value of <c>webhook-id</c>.</param>
    /// <param name="timestamp">The value of <c>webhook-timestamp</c>: seconds since 1970.</param>
    /// <param name="body">The bytes that are sent.</param>
    public static string Sign(IEnumerable<byte[]> keys, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        byte[] content = [.. head, .. body];

        return string.Join(' ', keys.Select(key => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, content))}"));
    }
}
