using System.Diagnostics.Tracing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Telemetry;

/// <summary>Warns once that telemetry is not arriving. The exporters drop it and tell only their event sources.</summary>
public sealed partial class ExportWatch(ILogger<ExportWatch> logger) : EventListener, IHostedService
{
    private int said;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        // The first treats a collector that is down as a mere warning: it retries for a while before it drops a batch.
        switch (eventSource.Name)
        {
            case "OpenTelemetry-Exporter-OpenTelemetryProtocol":
                EnableEvents(eventSource, EventLevel.Warning);
                break;
            case "OpenTelemetry-AzureMonitor-Exporter":
                EnableEvents(eventSource, EventLevel.Error);
                break;
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (Interlocked.Exchange(ref said, 1) == 0)
        {
            NotExported(eventData.EventSource.Name, eventData.EventName);
        }
    }

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "Telemetry is not exported ({Exporter}: {Event}). It is being dropped; leads are not affected. This is logged once")]
    private partial void NotExported(string exporter, string? @event);
}
