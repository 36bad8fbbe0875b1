using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AlturBridge.EmbeddedHost.Runner;

/// <summary>
/// Starts a pump once everything else has started: a host that cannot listen takes no message. A pump that fails stops the host.
/// </summary>
public sealed partial class StartedLast(BackgroundService pump, IHostApplicationLifetime lifetime, ILogger<StartedLast> logger)
    : IHostedLifecycleService, IDisposable
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await pump.StartAsync(cancellationToken);
        _ = WatchAsync(pump.ExecuteTask ?? Task.CompletedTask);
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => pump.StopAsync(cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => pump.Dispose();

    /// <summary>The generic host watches only what is itself a <see cref="BackgroundService"/>.</summary>
    private async Task WatchAsync(Task pumping)
    {
        await pumping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (pumping.Exception is { } exception)
        {
            Failed(pump.GetType().Name, exception);
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(1, LogLevel.Critical, "{Pump} failed, so the host stops")]
    private partial void Failed(string pump, Exception exception);
}
