using AlturBridge.Configuration;
using AlturBridge.Receiving.Authentication;
using AlturBridge.Receiving.Sources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AlturBridge.Testing.Fuzz;

/// <summary>A source for each preset, named like it, with a secret of the kind it wants.</summary>
internal static class FuzzedSources
{
    /// <summary>Belong in no log and no answer; each is valid in its encoding.</summary>
    public const string BasicSecret = "altur:open sesame";
    public const string TextSecret = "qz-shared-secret-qz";
    public const string HexSecret = "6b2b1c1d3e4f5a6b7c8d9e0f1a2b3c4d6b2b1c1d3e4f5a6b7c8d9e0f1a2b3c4d";
    public const string WebhookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public static IReadOnlyList<string> Secrets { get; } = [BasicSecret, "open sesame", TextSecret, HexSecret, WebhookSecret];

    /// <summary>No source has a hyphen in its name.</summary>
    public static string NameOf(string preset) => preset.Replace('-', '_');

    public static SourcesOptions Bind() => Bind([.. Presets.Names.SelectMany(Settings)]);

    public static SourcesOptions Bind(IEnumerable<(string Name, string? Value)> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), setting.Value)))
            .Build();
        var services = new ServiceCollection();
        services.AddSettings<SourcesOptions, SourcesOptionsValidator>(configuration, "Sources", SourceLayers.Apply);
        using var provider = services.BuildServiceProvider();

        return provider.GetRequiredService<IOptions<SourcesOptions>>().Value;
    }

    /// <summary>Numbers are read with every liberty a source can be given.</summary>
    private static IEnumerable<(string Name, string? Value)> Settings(string preset)
    {
        using var file = Presets.Open(preset)!;
        var options = new ConfigurationBuilder().AddJsonStream(file).Build();

        yield return ($"Sources__{NameOf(preset)}__Preset", preset);
        yield return ($"Sources__{NameOf(preset)}__Phone__Region", "US");

        if (Secret(options["Authentication"], options["Signature:Recipe"]) is { } secret)
        {
            yield return ($"Sources__{NameOf(preset)}__Secrets__0", secret);
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

        using var file = SignatureRecipes.Open(recipe)!;
        return new ConfigurationBuilder().AddJsonStream(file).Build()["KeyEncoding"] switch
        {
            "hex" => HexSecret,
            "whsec" => WebhookSecret,
            _ => TextSecret,
        };
    }
}
