using System.Diagnostics.CodeAnalysis;

namespace AlturBridge.Receiving;

/// <summary>The sources that are configured; without any, one named <c>json</c>.</summary>
public sealed class SourceCatalog(SourcesOptions options, string? defaultAgentId)
{
    private readonly Dictionary<string, Source> sources = Configured(options)
        .Select(source => new Source(source.Key, NullIfEmpty(source.Value.AgentId) ?? NullIfEmpty(defaultAgentId)))
        .ToDictionary(source => source.Name, StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Names => sources.Keys.Order(StringComparer.Ordinal);

    public bool TryFind(string name, [NotNullWhen(true)] out Source? source) => sources.TryGetValue(name, out source);

    private static SourcesOptions Configured(SourcesOptions options) =>
        options.Count > 0 ? options : new SourcesOptions { [SourceOptions.JsonPreset] = new SourceOptions() };

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
