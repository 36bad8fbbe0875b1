using System.Text.Json.Nodes;

namespace AlturBridge.Tests;

/// <summary>
/// The repository's files, for tests that compare them with the code: found from the test's own folder, whatever the working directory.
/// </summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(PathOf(parts));

    public static JsonNode ReadJson(params string[] parts) => JsonNode.Parse(Read(parts))!;

    /// <summary>The paths of the documentation, with slashes.</summary>
    public static IEnumerable<string> Documents =>
    [
        "README.md",
        .. Directory.EnumerateFiles(PathOf("docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AlturBridge.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("These tests read the repository: run them inside it.");
    }
}
