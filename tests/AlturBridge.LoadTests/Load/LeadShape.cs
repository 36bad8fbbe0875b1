using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AlturBridge.Testing.Processes;

namespace AlturBridge.LoadTests.Load;

/// <summary>How a sender formats and authenticates a lead.</summary>
/// <param name="Name">The source that receives it.</param>
/// <param name="Create">Takes the lead's number and returns the body and additional headers, each with its line ending.</param>
internal sealed record LeadShape(string Name, Func<int, (string Body, string Headers)> Create)
{
    public const string FunctionKey = "load-test-key";
    public const string CloseSecret = "6b2b1c1d3e4f5a6b7c8d9e0f1a2b3c4d6b2b1c1d3e4f5a6b7c8d9e0f1a2b3c4d";

    private const string WithKey = $"x-functions-key: {FunctionKey}\r\n";

    private static readonly byte[] CloseKey = Convert.FromHexString(CloseSecret);

    /// <summary>With Altur's own field names.</summary>
    public static LeadShape Altur { get; } = new("json", index => (LeadBody.Create(index), WithKey));

    /// <summary>With contact properties, each an object, as a workflow sends them.</summary>
    public static LeadShape HubSpot { get; } = new("hubspot", index => (HubSpotBody(index), WithKey));

    /// <summary>Signed.</summary>
    public static LeadShape Close { get; } = new("close", index => (CloseBody(index), $"{WithKey}{CloseSignature(CloseBody(index))}"));

    public static LeadShape Of(string name) => new[] { Altur, HubSpot, Close }.Single(shape => shape.Name == name);

    private static string HubSpotBody(int index) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""
        {"vid":{{{index}}},"portal-id":62515,"properties":{"firstname":{"value":"Zoë"},"lastname":{"value":"Lindqvist {{{index}}}"},"phone":{"value":"{{{PhoneNumber(index)}}}"},"message":{"value":"Asked for a demo of the Pro plan on the pricing page. Company: Example Robotics."} } }
        """);

    private static string CloseBody(int index) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""
        {"subscription_id":"whsub_1","event":{"id":"ev_{{{index}}}","action":"created","data":{"name":"Lindqvist {{{index}}}","description":"Asked for a demo of the Pro plan on the pricing page.","contacts":[{"name":"Zoë","phones":[{"phone":"{{{PhoneNumber(index)}}}"}]}]} } }
        """);

    /// <summary>A number whose country code and length look plausible.</summary>
    private static string PhoneNumber(int index) => string.Create(CultureInfo.InvariantCulture, $"+49 30 {20_000_000 + index}");

    private static string CloseSignature(string body)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"close-sig-timestamp: {now}\r\nclose-sig-hash: "
            + $"{Convert.ToHexStringLower(HMACSHA256.HashData(CloseKey, Encoding.UTF8.GetBytes(now + body)))}\r\n";
    }
}
