using Microsoft.Extensions.Hosting;

namespace AlturBridge.Numbers;

/// <summary>Loads the numbering plans while the bridge starts, so that no lead waits for them.</summary>
public sealed class NumberingPlanLoader : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(NumberingPlans.Load, stoppingToken);
}
