using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using AlturBridge.EndToEndTests.Harness;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Telemetry;
using AlturBridge.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AlturBridge.EndToEndTests.Telemetry;

public sealed class TelemetryTests
{
    private const string Number = "+12025550143";
    private const string Context = "Asked about the blue boat";

    private static readonly (string Name, string Unit)[] Metrics =
    [
        ("altur_bridge.leads", "{lead}"), ("altur_bridge.calls", "{call}"), ("altur_bridge.call.duration", "s"), (
            "altur_bridge.lead.age", "s"),
        ("altur_bridge.circuit", "1"), ("altur_bridge.deliveries", "{delivery}"), ("altur_bridge.dead_letters", "{message}"),
    ];

    [Fact]
    public async Task One_trace_runs_from_the_request_through_both_queues_to_the_webhook()
    {
        await using var collector = await Collector.StartAsync();
        await using var test = await TestBridge.StartAsync(collector.Settings);
        var crm = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);

        await PostAsync(test, crm);

        await Eventually.TrueAsync(() => Trace().Count == 5, "the trace is whole");
        var (received, placed, forwarded) = (Span("function ReceiveLead"), Span("function PlaceCall"), Span("function ForwardCall"));
        Assert.Equal(crm.SpanId.ToHexString(), received.ParentId);
        Assert.Equal(received.Id, placed.ParentId);
        Assert.Equal(placed.Id, forwarded.ParentId);
        Assert.Equal($"{test.Altur.BaseUrl.GetLeftPart(UriPartial.Authority)}/", PostOf(placed).Address);
        Assert.Equal($"{test.Webhook.Url.GetLeftPart(UriPartial.Authority)}/", PostOf(forwarded).Address);
        Assert.Contains(
            $"-{crm.TraceId}-{PostOf(forwarded).Id}-",
            Assert.Single(test.Webhook.Deliveries).Headers["traceparent"],
            StringComparison.Ordinal);

        List<ExportedSpan> Trace() => [.. collector.Spans.Where(span => span.TraceId == crm.TraceId.ToHexString())];
        ExportedSpan Span(string name) => Assert.Single(Trace(), span => span.Name == name);
        ExportedSpan PostOf(ExportedSpan parent) => Assert.Single(Trace(), span => span.Name == "POST" && span.ParentId == parent.Id);
    }

    [Fact]
    public async Task Every_metric_and_each_line_once_arrives_and_nothing_personal_or_secret()
    {
        await using var collector = await Collector.StartAsync();
        await using var test = await TestBridge.StartAsync(collector.Settings);
        await PostAsync(test);
        await Eventually.TrueAsync(() => test.Webhook.Count == 1, "the record is delivered");
        test.Altur.Faults = Faults.Parse("400:1");
        await PostAsync(test);

        await Eventually.TrueAsync(
            () => Metrics.All(metric => collector.Metrics.Any(exported => (exported.Name, exported.Unit) == metric)),
            "every metric arrives");
        await Eventually.TrueAsync(
            () => collector.LogLines.Any(line => line.Contains("dead-lettered", StringComparison.Ordinal)), "the log lines arrive");

        Assert.All(collector.Metrics, metric => Assert.NotEmpty(metric.Description));
        Assert.Equal(2, collector.LogLines.Count(line => line.StartsWith("Leads from json: 1 of 1 accepted (", StringComparison.Ordinal)));

        foreach (var secret in (string[])[Number[1..], "Zoë", "Lindqvist", "blue boat", TestBridge.ApiKey, TestBridge.WebhookPath,
            "a-function-key"])
        {
            Assert.DoesNotContain(collector.Everything, content => content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0);
        }
    }

    [Fact]
    public async Task A_collector_that_is_gone_delays_no_lead_and_is_said_once()
    {
        var log = new LogKeeper<ExportWatch>();
        await using var test = await TestBridge.StartAsync(
            new Dictionary<string, string?> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1", ["OTEL_BSP_SCHEDULE_DELAY"] = "50",
                ["OTEL_BLRP_SCHEDULE_DELAY"] = "50" }, configure: services => services.AddSingleton<ILogger<ExportWatch>>(log));

        await PostAsync(test);
        await Eventually.TrueAsync(() => test.Webhook.Count == 1, "the record is delivered");
        await Eventually.TrueAsync(() => log.Entries.Any(IsAboutExport), "the dead collector is reported");
        await PostAsync(test);
        await Eventually.TrueAsync(() => test.Webhook.Count == 2, "the next record is delivered");
        await test.StopBridgeAsync();

        Assert.Single(log.Entries, IsAboutExport);

        static bool IsAboutExport(LogEntry entry) => entry.Sentence.StartsWith("Telemetry is not exported", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:4317")]
    [InlineData("the collector")]
    public async Task An_address_that_is_none_stops_startup(string address)
    {
        var thrown = await Assert.ThrowsAsync<EmbeddedHost.BridgeStartException>(
            () => TestBridge.StartAsync(new Dictionary<string, string?> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address }));

        Assert.StartsWith("OTEL_EXPORTER_OTLP_ENDPOINT is not an http or https address", thrown.Message, StringComparison.Ordinal);
    }

    private static async Task PostAsync(TestBridge test, ActivityContext trace = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, test.Address("api/leads/json?code=a-function-key"));
        request.Content = new StringContent(
            $$"""{"phone_number_to": "{{Number}}", "end_user_display_name": "Zoë Lindqvist", "end_user_context": "{{Context}}"}""", Encoding.UTF8, "application/json");
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (trace != default)
        {
            request.Headers.Add("traceparent", string.Create(CultureInfo.InvariantCulture, $"00-{trace.TraceId}-{trace.SpanId}-01"));
        }

        using var response = await test.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }
}
