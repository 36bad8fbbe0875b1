namespace AlturBridge.Tests.Deployment;

/// <summary>A copy of infra/ that a test may write into; gone when disposed.</summary>
internal sealed class InfraCopy : IDisposable
{
    public InfraCopy()
    {
        foreach (var file in Files)
        {
            var copy = PathOf(Path.GetRelativePath(Original, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public static IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(Original, "*", SearchOption.AllDirectories)];

    private static string Original { get; } = Repository.PathOf("infra");

    private string Folder { get; } = Directory.CreateTempSubdirectory("infra-").FullName;

    public string PathOf(string file) => Path.Combine(Folder, file);

    public string PathOfCopy(string original) => PathOf(Path.GetRelativePath(Original, original));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
