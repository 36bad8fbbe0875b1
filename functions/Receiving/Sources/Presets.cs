using System.Reflection;

namespace AlturBridge.Receiving.Sources;

/// <summary>The presets: JSON files with the settings of a source.</summary>
public static class Presets
{
    /// <summary>Altur's own field names in JSON; authenticated by the function key.</summary>
    public const string Default = "json";

    private const string Folder = "presets/";
    private const string Extension = ".json";
    private static readonly Assembly Assembly = typeof(Presets).Assembly;

    public static IReadOnlyList<string> Names { get; } = [.. Assembly.GetManifestResourceNames()
        .Where(resource => resource.StartsWith(Folder, StringComparison.Ordinal))
        .Select(resource => resource[Folder.Length..^Extension.Length])
        .Order(StringComparer.Ordinal)];

    /// <returns>The file, or null if there is no such preset.</returns>
    public static Stream? Open(string name) => Assembly.GetManifestResourceStream($"{Folder}{name.ToLowerInvariant()}{Extension}");
}
