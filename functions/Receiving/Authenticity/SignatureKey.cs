using System.Buffers.Text;
using System.Text;
using AlturBridge.Configuration;

namespace AlturBridge.Receiving.Authenticity;

/// <summary>How a secret becomes the key of a signature.</summary>
public static class SignatureKey
{
    private static readonly Dictionary<string, (Func<string, byte[]?> Read, string Form)> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["utf8"] = (Encoding.UTF8.GetBytes, "text"),
        ["hex"] = (FromHex, "an even number of hex digits"),
        ["base64"] = (FromBase64, "base64"),
        ["whsec"] = (secret => WebhookSecret.TryParse(secret, out var key) ? key : null, "base64 of 24 to 64 bytes, with or without whsec_ before it"),
    };

    public static IEnumerable<string> Names => ByName.Keys;

    /// <returns>The key, or null where the secret is not written in this encoding.</returns>
    public static byte[]? Read(string encoding, string secret) => ByName.TryGetValue(encoding, out var form) ? form.Read(secret) : null;

    /// <returns>One sentence for each secret that is no key; none for an encoding that does not exist, which is another mistake.</returns>
    public static IEnumerable<string> Problems(string setting, string encoding, IList<string> secrets) =>
        ByName.TryGetValue(encoding, out var form)
            ? secrets.Select((secret, index) => Problem($"{setting}__Secrets__{index}", form.Read(secret), form.Form)).OfType<string>()
            : [];

    private static string? Problem(string setting, byte[]? key, string form) =>
        key is null ? $"{setting} must be {form}: copy the sender's signing secret as it shows it."
        : key.Length < SecretRules.MinLength ? $"{setting} is too short: use a key of at least {SecretRules.MinLength} bytes, better a random one of 32."
        : null;

    private static byte[]? FromHex(string secret) => SignatureEncoding.TryFind("hex", out var hex) && hex.TryDecode(secret, out var key) ? key : null;

    private static byte[]? FromBase64(string secret) => Base64.IsValid(secret) ? Convert.FromBase64String(secret) : null;
}
