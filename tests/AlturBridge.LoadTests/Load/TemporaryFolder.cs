namespace AlturBridge.LoadTests.Load;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("altur-bridge-load-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
