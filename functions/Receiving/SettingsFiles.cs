namespace AlturBridge.Receiving;

/// <summary>JSON files with settings that a source can build on, by their names without <c>.json</c>.</summary>
public sealed class SettingsFiles
{
    private readonly Dictionary<string, string> resources;

    private SettingsFiles(string folder)
    {
        resources = typeof(SettingsFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith($"{folder}/", StringComparison.Ordinal))
            .ToDictionary(name => Path.GetFileNameWithoutExtension(name), StringComparer.OrdinalIgnoreCase);
        Names = [.. resources.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>Everything about a sender: <c>Receiving/Presets</c>.</summary>
    public static SettingsFiles Presets { get; } = new("presets");

    /// <summary>How a sender signs: <c>Receiving/Authentication/Recipes</c>.</summary>
    public static SettingsFiles Recipes { get; } = new("signature-recipes");

    public IReadOnlyList<string> Names { get; }

    /// <returns>Null if there is no such file.</returns>
    public Stream? Open(string name) =>
        resources.TryGetValue(name, out var resource) ? typeof(SettingsFiles).Assembly.GetManifestResourceStream(resource) : null;
}
