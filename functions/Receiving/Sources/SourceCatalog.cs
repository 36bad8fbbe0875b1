using System.Diagnostics.CodeAnalysis;
using AlturBridge.Numbers;

namespace AlturBridge.Receiving.Sources;

/// <summary>The sources that are configured.</summary>
public sealed class SourceCatalog(SourcesOptions options, string? defaultAgentId, AllowedNumbers allowedNumbers)
{
    private readonly Dictionary<string, Source> sources = options.ToDictionary(
        source => source.Key,
        source => new Source(source.Key, source.Value, defaultAgentId, allowedNumbers),
        StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Names => sources.Keys.Order(StringComparer.Ordinal);

    public bool TryFind(string name, [NotNullWhen(true)] out Source? source) => sources.TryGetValue(name, out source);
}
