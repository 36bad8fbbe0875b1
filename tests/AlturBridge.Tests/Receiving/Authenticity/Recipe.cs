using AlturBridge.Receiving.Authenticity;
using Microsoft.Extensions.Configuration;

namespace AlturBridge.Tests.Receiving.Authenticity;

/// <summary>A recipe as the bridge reads it: its file below, settings above, bound strictly.</summary>
public static class Recipe
{
    public const string Setting = "Sources__crm";

    public static SignatureOptions Options(string name, params (string Name, string Value)[] settings)
    {
        using var file = SignatureRecipes.Open(name) ?? throw new ArgumentException($"There is no recipe {name}.", nameof(name));
        var options = new SignatureOptions();

        new ConfigurationBuilder()
            .AddJsonStream(file)
            .AddInMemoryCollection(settings.Append(("Recipe", name)).Select(setting => KeyValuePair.Create<string, string?>(setting.Item1, setting.Item2)))
            .Build()
            .Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);

        return options;
    }

    public static Authenticator Authenticator(string name, params string[] secrets) => Authenticator(Options(name), secrets);

    public static Authenticator Authenticator(SignatureOptions options, params string[] secrets) =>
        AlturBridge.Receiving.Authenticity.Authenticator.Create(Setting, "signature", secretName: null, secrets, options);
}
