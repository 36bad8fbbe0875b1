using Microsoft.Extensions.Hosting;

namespace AlturBridge.EmbeddedHost.Runner;

/// <summary>Starts a pump once everything else has started: a host that cannot listen takes no message.</summary>
internal sealed class StartedLast(BackgroundService pump) : IHostedLifecycleService, IDisposable
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => pump.StartAsync(cancellationToken);

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => pump.StopAsync(cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => pump.Dispose();
}
