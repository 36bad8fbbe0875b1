using System.Buffers.Text;

namespace AlturBridge.Configuration;

public static class WebhookSecret
{
    private const string Prefix = "whsec_";

    /// <summary>Reads the key of a Standard Webhooks secret: base64 of 24 to 64 bytes, with or without <c>whsec_</c>.</summary>
    public static bool TryParse(string? secret, out byte[] key)
    {
        var text = secret?.Trim() ?? string.Empty;
        text = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;

        key = Base64.IsValid(text) ? Convert.FromBase64String(text) : [];
        return key.Length is >= 24 and <= 64;
    }
}
