namespace AlturBridge.Tests.Docs;

/// <summary>The files a reader of the repository sees.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The text of a file, with slashes in its path.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The paths of the documentation, with slashes.</summary>
    public static IEnumerable<string> Documents =>
    [
        "README.md",
        .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AlturBridge.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The documentation is read from the repository: run the tests inside it.");
    }
}
