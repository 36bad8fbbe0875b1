using System.Text;
using System.Text.Json;
using AlturBridge.Receiving.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AlturBridge.Tests.Receiving.Authentication;

/// <summary>One entry of <c>TestData/crm/vectors.json</c>: published signatures, and our own made by the published rules.</summary>
public sealed record Vector(JsonElement Json)
{
    public static IReadOnlyList<Vector> All { get; } = Read();

    public string Id => Text("id")!;

    public string Scheme => Text("scheme")!;

    public bool IsValid => Text("expect") == "valid";

    public ReadOnlyMemory<byte> Body => Encoding.UTF8.GetBytes(Text("body") ?? string.Empty);

    /// <summary>Every secret that must verify on its own.</summary>
    public IReadOnlyList<string> Secrets =>
        [.. new[] { Text("secret"), Text("old_secret"), Text("public_key"), Text("public_key_spki_base64") }.OfType<string>()];

    public DateTimeOffset Now =>
        Json.TryGetProperty("now_ms", out var milliseconds) ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.GetInt64())
        : Json.TryGetProperty("now", out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds.GetInt64())
        : DateTimeOffset.UnixEpoch;

    public static Vector Of(string id) => All.Single(vector => vector.Id == id);

    public string? Text(string name) => Json.TryGetProperty(name, out var value) ? value.GetString() : null;

    public IncomingRequest Request() =>
        new(Text("method") ?? "POST", [Text("url") ?? "https://bridge.example.com/api/leads/crm"], Headers(), QueryCollection.Empty, Body);

    private HeaderDictionary Headers() => Json.TryGetProperty("headers", out var headers)
        ? new HeaderDictionary(
            headers.EnumerateObject().ToDictionary(header => header.Name, header => new StringValues(header.Value.GetString())))
        : new HeaderDictionary { ["X-Signature"] = Text("expected") };

    private static List<Vector> Read()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "TestData", "crm", "vectors.json")));
        return [.. file.RootElement.GetProperty("vectors").EnumerateArray().Select(vector => new Vector(vector.Clone()))];
    }
}
