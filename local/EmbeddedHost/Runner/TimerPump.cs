using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AlturBridge.EmbeddedHost.Runner;

/// <summary>Runs a function on its schedule, and once at startup: a run may have been missed while the host was off.</summary>
public sealed partial class TimerPump(ScheduledFunction function, IServiceProvider services, TimeProvider time, ILogger<TimerPump> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await RunAsync(stoppingToken);
            var now = time.GetUtcNow().UtcDateTime;
            await Task.Delay(function.Schedule.GetNextOccurrence(now) - now, time, stoppingToken).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        try
        {
            await function.Invoker.InvokeAsync(services, parameter => Bind(parameter, stoppingToken));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Failed(function.Name, exception);
        }
    }

    private static object Bind(ParameterInfo parameter, CancellationToken stoppingToken) =>
        parameter.ParameterType == typeof(CancellationToken) ? stoppingToken : new TimerInfo();

    [LoggerMessage(1, LogLevel.Error, "{Function} failed; it runs again when its time comes")]
    private partial void Failed(string function, Exception exception);
}
