namespace AlturBridge.Receiving.Authentication;

/// <summary>How known senders sign: JSON files next to this one, each with the values of a <see cref="SignatureOptions"/>.</summary>
public static class SignatureRecipes
{
    private const string Folder = "signature-recipes/";

    private static readonly Dictionary<string, string> Resources = typeof(SignatureRecipes).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .ToDictionary(name => Path.GetFileNameWithoutExtension(name[Folder.Length..]), StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names { get; } = [.. Resources.Keys.Order(StringComparer.Ordinal)];

    /// <returns>JSON for a configuration, with comments; null if there is no such recipe.</returns>
    public static Stream? Open(string name) =>
        Resources.TryGetValue(name, out var resource) ? typeof(SignatureRecipes).Assembly.GetManifestResourceStream(resource) : null;
}
