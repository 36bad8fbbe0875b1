namespace AlturBridge.Tests.Runner;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("altur-bridge-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
