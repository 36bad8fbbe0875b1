using AlturBridge.Configuration;
using AlturBridge.Receiving.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AlturBridge.Tests.Receiving.Authentication;

/// <summary>A recipe as the bridge reads it: its file below, settings above, bound strictly.</summary>
public static class Recipe
{
    public const string Setting = "Sources__crm";

    public static SignatureOptions Options(string name, params (string Name, string Value)[] settings)
    {
        using var file = SignatureRules.Recipes.Open(name) ?? throw new ArgumentException($"There is no recipe {name}.", nameof(name));
        var recipe = new ConfigurationBuilder().AddJsonStream(file).Build().AsEnumerable().Append(new("Recipe", name));
        var overrides = settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Name, setting.Value));
        var services = new ServiceCollection();
        services.AddSettings<SignatureOptions, Anything>(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    recipe.Select(setting => new KeyValuePair<string, string?>($"Signature:{setting.Key}", setting.Value)))
                .AddInMemoryCollection(
                    overrides.Select(setting => new KeyValuePair<string, string?>($"Signature:{setting.Key}", setting.Value)))
                .Build(),
            "Signature");
        using var provider = services.BuildServiceProvider();

        return provider.GetRequiredService<IOptions<SignatureOptions>>().Value;
    }

    /// <summary>Without checking the secrets: those of published vectors are short.</summary>
    public static SignatureAuthenticator Authenticator(string name, params string[] secrets) => Authenticator(Options(name), secrets);

    public static SignatureAuthenticator Authenticator(SignatureOptions options, params string[] secrets) =>
        new SignatureAuthenticator(Setting, options, secrets);

    /// <summary>The test checks for mistakes itself.</summary>
    private sealed class Anything : IValidateOptions<SignatureOptions>
    {
        public ValidateOptionsResult Validate(string? name, SignatureOptions options) => ValidateOptionsResult.Success;
    }
}
