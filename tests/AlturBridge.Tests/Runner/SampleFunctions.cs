namespace AlturBridge.Tests.Runner;

/// <summary>Functions of every shape that the invoker knows.</summary>
public sealed class SampleFunctions(ScopedService service)
{
    public Task<int> AnswersLater(string name) => LaterAsync(() => service.IsDisposed ? 0 : name.Length);

    public int AnswersAtOnce(string name) => service.IsDisposed ? 0 : name.Length;

    public Task EndsLater(string name) =>
        LaterAsync(() => name.Length + (service.IsDisposed ? 1 : 0)).ContinueWith(_ => { }, TaskScheduler.Default);

    public void EndsAtOnce(string name) => ArgumentNullException.ThrowIfNull(name + service);

    public async Task WaitsFor(Task gate)
    {
        await gate;
        service.WasDisposedDuringTheInvocation = service.IsDisposed;
    }

    public string Binds(string source, int number, CancellationToken stopping) =>
        service.IsDisposed ? string.Empty : $"{source} {number} {stopping.GetHashCode()}";

    public async Task FailsLater()
    {
        await Task.Yield();
        Fail();
    }

    public Task FailsAtOnce()
    {
        Fail();
        return Task.CompletedTask;
    }

    public async Task<ScopedService> ItsService()
    {
        await Task.Yield();
        service.WasDisposedDuringTheInvocation = service.IsDisposed;
        return service;
    }

    private void Fail() => throw new InvalidOperationException(service.IsDisposed ? "Disposed." : "A defect.");

    private static async Task<int> LaterAsync(Func<int> value)
    {
        await Task.Yield();
        return value();
    }
}
