using AlturBridge.LoadTests.Load;

namespace AlturBridge.LoadTests.Chaos;

/// <summary>The bridge in a process of its own that is killed and started again on the same queues and the same port.</summary>
internal sealed class ChaosHost(string folder, Uri url, Uri altur, Uri webhook) : IAsyncDisposable
{
    private Child? child;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        child = Child.StartBridge(BridgeArguments.Create(
            folder,
            altur,
            webhook,
            url.GetLeftPart(UriPartial.Authority),
            "Altur__Timeout=00:00:02",
            "Calling__Lanes=32",
            "Webhook__Secrets__0=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "Logging__LogLevel__AlturBridge=None"));
        await child.ReadLineWithAsync("listens on", cancellationToken);
    }

    /// <summary><c>kill -9</c>.</summary>
    /// <returns>The moment before it, and the one when the process was gone.</returns>
    public async Task<Kill> KillAsync()
    {
        var before = DateTimeOffset.UtcNow;
        await child!.DisposeAsync();
        child = null;
        return new Kill(before, DateTimeOffset.UtcNow);
    }

    /// <summary>SIGTERM.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        Signal.Terminate(child!.Id);
        var exitCode = await child.ExitCodeAsync(cancellationToken);
        await child.DisposeAsync();
        child = null;
        return exitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (child is not null)
        {
            await child.DisposeAsync();
        }
    }
}
