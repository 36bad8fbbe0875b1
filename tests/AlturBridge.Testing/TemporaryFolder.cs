namespace AlturBridge.Testing;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("altur-bridge-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
