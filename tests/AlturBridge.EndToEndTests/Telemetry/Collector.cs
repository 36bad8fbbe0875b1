using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.EndToEndTests.Telemetry;

/// <summary>An OTLP collector (protobuf over HTTP) that keeps what it gets.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Content)> requests = [];
    private readonly WebApplication app;

    private Collector()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(KeepAsync);
    }

    /// <summary>Settings that make a bridge export here, quickly.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = app.Urls.First(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
    };

    public IReadOnlyList<byte[]> Everything => [.. requests.Select(request => request.Content)];

    public IReadOnlyList<ExportedSpan> Spans => [.. InScopes("/v1/traces").SelectMany(scope => scope.All(2)).Select(Span)];

    public IReadOnlyList<ExportedMetric> Metrics =>
        [.. InScopes("/v1/metrics").SelectMany(scope => scope.All(2)).Select(
            metric => new ExportedMetric(metric.Text(1), metric.Text(3), metric.Text(2))).Distinct()];

    public IReadOnlyList<string> LogLines =>
        [.. InScopes("/v1/logs").SelectMany(scope => scope.All(2)).Select(record => record.All(5).Single().Text(1))];

    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        await collector.app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>Field numbers as in opentelemetry-proto: requests hold resources, resources scopes.</summary>
    private IEnumerable<ProtobufMessage> InScopes(string path) =>
        requests.Where(request => request.Path == path).SelectMany(request => new ProtobufMessage(request.Content).All(1)).SelectMany(
            resource => resource.All(2));

    private static ExportedSpan Span(ProtobufMessage span) => new(span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5))
    {
        Address = span.All(9)
            .Where(tag => tag.Text(1) == "url.full")
            .Select(tag => tag.All(2).Single().Text(1))
            .SingleOrDefault(string.Empty),
    };

    private async Task KeepAsync(HttpContext context)
    {
        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content, context.RequestAborted);
        requests.Enqueue((context.Request.Path, content.ToArray()));
    }
}
