using AlturBridge.Configuration;
using AlturBridge.Receiving.Sources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AlturBridge.Testing;

/// <summary>Settings of sources, bound as the bridge binds them. Several may rely on the function key.</summary>
public static class SourceSettings
{
    /// <exception cref="OptionsValidationException">They would stop startup.</exception>
    public static SourcesOptions Bind(IEnumerable<(string Name, string? Value)> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.Select(setting => KeyValuePair.Create(setting.Name.Replace("__", ":", StringComparison.Ordinal), setting.Value)))
            .Build();
        var services = new ServiceCollection();
        services.Configure<LeadsOptions>(leads => leads.ShareFunctionKey = true);
        services.AddSettings<SourcesOptions, SourcesOptionsValidator>(configuration, "Sources", SourceLayers.Apply);
        using var provider = services.BuildServiceProvider();

        return provider.GetRequiredService<IOptions<SourcesOptions>>().Value;
    }
}
