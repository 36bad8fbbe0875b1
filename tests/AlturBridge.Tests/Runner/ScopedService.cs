namespace AlturBridge.Tests.Runner;

public sealed class ScopedService : IDisposable
{
    public bool IsDisposed { get; private set; }

    public bool WasDisposedDuringTheInvocation { get; set; }

    public void Dispose() => IsDisposed = true;
}
