using AlturBridge.Receiving.Authentication;
using AlturBridge.Receiving.Sources;
using Microsoft.Extensions.Configuration;

namespace AlturBridge.Testing.Fuzz;

/// <summary>A source for each preset, with its name and the kind of secret it needs.</summary>
internal static class FuzzedSources
{
    /// <summary>Must not appear in any log or answer; each is valid in its encoding.</summary>
    public const string BasicSecret = "altur:qz4mT8vK2xWbN6rJ9dLpC3hF";
    public const string TextSecret = "Zx7pQ2mL9vR4tK8wN3bH6jYd";
    public const string HexSecret = "6b2b1c1d3e4f5a6b7c8d9e0f1a2b3c4d6b2b1c1d3e4f5a6b7c8d9e0f1a2b3c4d";
    public const string WebhookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// <summary>The header or query parameter of a secret.</summary>
    public const string SecretName = "X-Fuzzed-Secret";

    /// <summary>Presets for CRMs that sign nothing, with methods no other preset uses. The rest use the function key.</summary>
    private static readonly Dictionary<string, string> Methods = new(StringComparer.Ordinal)
    {
        ["activecampaign"] = "query-secret",
        ["zoho"] = "query-secret",
        ["make"] = "header-secret",
        ["hubspot-workflow"] = "header-secret",
        ["cloudevents"] = "bearer",
    };

    public static IReadOnlyList<string> Secrets { get; } = [BasicSecret, "qz4mT8vK2xWbN6rJ9dLpC3hF", TextSecret, HexSecret, WebhookSecret];

    /// <summary>Source names have no hyphens.</summary>
    public static string NameOf(string preset) => preset.Replace('-', '_');

    public static SourcesOptions Bind() => SourceSettings.Bind(SourceLayers.Presets.Names.SelectMany(Settings));

    /// <summary>Numbers are read as permissively as a source can allow.</summary>
    private static IEnumerable<(string Name, string? Value)> Settings(string preset)
    {
        using var file = SourceLayers.Presets.Open(preset)!;
        var options = new ConfigurationBuilder().AddJsonStream(file).Build();

        yield return ($"Sources__{NameOf(preset)}__Preset", preset);
        yield return ($"Sources__{NameOf(preset)}__Phone__Region", "US");

        if (Secret(options["Authentication"], options["Signature:Recipe"]) is { } secret)
        {
            yield return ($"Sources__{NameOf(preset)}__Secrets__0", secret);
            yield return ($"Sources__{NameOf(preset)}__PublicUrl", $"https://{FuzzedIntake.Host}/api/leads/{NameOf(preset)}");
        }
        else if (Methods.TryGetValue(preset, out var method))
        {
            yield return ($"Sources__{NameOf(preset)}__Authentication", method);
            yield return ($"Sources__{NameOf(preset)}__SecretName", SecretName);
            yield return ($"Sources__{NameOf(preset)}__Secrets__0", TextSecret);
        }

        if (options["Handshake:Kind"] == nameof(HandshakeKind.Meta))
        {
            yield return ($"Sources__{NameOf(preset)}__Handshake__VerifyToken", TextSecret);
        }
    }

    private static string? Secret(string? authentication, string? recipe)
    {
        if (authentication is null or "function-key" || recipe is null)
        {
            return authentication == "basic" ? BasicSecret : null;
        }

        using var file = SignatureRules.Recipes.Open(recipe)!;
        return new ConfigurationBuilder().AddJsonStream(file).Build()["KeyEncoding"] switch
        {
            "hex" => HexSecret,
            "whsec" => WebhookSecret,
            _ => TextSecret,
        };
    }
}
