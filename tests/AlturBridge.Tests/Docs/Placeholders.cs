using AlturBridge.Tests.Receiving.Sources;

namespace AlturBridge.Tests.Docs;

/// <summary>What a reader substitutes for the <c>&lt;…&gt;</c> of a page.</summary>
internal static class Placeholders
{
    public const string Secret = "qz4mT8vK2xWbN6rJ9dLpC3hF";

    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["<app>"] = "bridge",
        ["<password>"] = "qz4mT8vK2xWbN6rJ9dLpC3hF",
        ["<secret>"] = Secret,
        ["<client secret>"] = Secret,
        ["<app secret>"] = Secret,
        ["<signing key>"] = Secret,
        ["<token>"] = Secret,
        ["<signature key>"] = SecretOf("close"),
        ["<whsec_ secret>"] = SecretOf("standard-webhooks"),
        ["<verify token>"] = PresetSecrets.VerifyToken,
    };

    public static string Fill(string text) =>
        Values.Aggregate(text, (filled, value) => filled.Replace(value.Key, value.Value, StringComparison.Ordinal));

    private static string SecretOf(string preset) => PresetSecrets.Of(preset).First().Value!;
}
