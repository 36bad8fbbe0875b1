namespace AlturBridge.Configuration;

/// <summary>JSON files of settings that are part of the program.</summary>
/// <param name="folder">The prefix of their resource names.</param>
public sealed class EmbeddedSettings(string folder)
{
    private readonly Dictionary<string, string> resources = typeof(EmbeddedSettings).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith($"{folder}/", StringComparison.Ordinal))
        .ToDictionary(name => Path.GetFileNameWithoutExtension(name), StringComparer.OrdinalIgnoreCase);

    /// <summary>Without <c>.json</c>, in order.</summary>
    public IReadOnlyList<string> Names => [.. resources.Keys.Order(StringComparer.Ordinal)];

    /// <returns>Null if there is no such file.</returns>
    public Stream? Open(string name) =>
        resources.TryGetValue(name, out var resource) ? typeof(EmbeddedSettings).Assembly.GetManifestResourceStream(resource) : null;
}
