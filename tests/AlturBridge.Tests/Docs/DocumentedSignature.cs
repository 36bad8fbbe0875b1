using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AlturBridge.Tests.Docs;

/// <summary>The pages' signatures, reimplemented from each vendor's documentation.</summary>
internal static class DocumentedSignature
{
    /// <summary><c>$(date +%s)</c>, with zeros for milliseconds if the page adds them.</summary>
    public static string Time(string preset, DateTimeOffset now) =>
        (preset == "hubspot-app" ? now.ToUnixTimeMilliseconds() : now.ToUnixTimeSeconds()).ToString(CultureInfo.InvariantCulture);

    /// <returns>Nothing for presets that do not sign.</returns>
    public static string Of(string preset, string body, IReadOnlyDictionary<string, string> shell) => preset switch
    {
        "hubspot-app" => Convert.ToBase64String(Hmac(Utf8(shell["secret"]), $"POST{shell["url"]}{body}{shell["now"]}")),
        "close" => Convert.ToHexStringLower(Hmac(Convert.FromHexString(shell["key"]), shell["now"] + body)),
        "typeform" => Convert.ToBase64String(Hmac(Utf8(shell["secret"]), body)),
        "calendly" => Convert.ToHexStringLower(Hmac(Utf8(shell["key"]), $"{shell["now"]}.{body}")),
        "meta-lead-ads" => Convert.ToHexStringLower(Hmac(Utf8(shell["secret"]), body)),
        "standard-webhooks" => Convert.ToBase64String(
            Hmac(Convert.FromBase64String(shell["secret"]["whsec_".Length..]), $"{shell["id"]}.{shell["now"]}.{body}")),
        _ => string.Empty,
    };

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Hmac(byte[] key, string content) => HMACSHA256.HashData(key, Utf8(content));
}
