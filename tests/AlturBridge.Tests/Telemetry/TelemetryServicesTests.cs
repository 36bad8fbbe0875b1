using AlturBridge.Telemetry;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AlturBridge.Tests.Telemetry;

public sealed class TelemetryServicesTests
{
    private const string Insights = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string ConnectionString = "InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=http://127.0.0.1:1/";

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Without_a_setting_nothing_is_registered(string? nothing) =>
        Assert.Empty(new ServiceCollection().AddTelemetry(Configuration((Insights, nothing), ("OTEL_EXPORTER_OTLP_ENDPOINT", nothing))));

    [Theory]
    [InlineData(Insights, ConnectionString)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4317")]
    public void The_host_is_told_to_leave_the_log_lines_to_the_worker(string setting, string value)
    {
        using var services = Services((setting, value));

        Assert.Equal("True", services.GetRequiredService<IOptions<WorkerOptions>>().Value.Capabilities["WorkerOpenTelemetryEnabled"]);
    }

    [Fact]
    public void Application_Insights_takes_the_identity_of_the_app_and_every_log_line()
    {
        using var services = Services(
            (Insights, ConnectionString),
            ("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "ClientId=3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34;Authorization=AAD"));
        var exporter = services.GetRequiredService<IOptions<AzureMonitorExporterOptions>>().Value;

        Assert.IsType<ManagedIdentityCredential>(exporter.Credential);
        Assert.Equal(ConnectionString, exporter.ConnectionString);
        Assert.False(exporter.EnableTraceBasedLogsSampler);
        Assert.Equal(5, exporter.TracesPerSecond);
    }

    [Fact]
    public void Without_an_identity_the_key_of_the_connection_string_is_used()
    {
        using var services = Services((Insights, ConnectionString));

        Assert.Null(services.GetRequiredService<IOptions<AzureMonitorExporterOptions>>().Value.Credential);
    }

    private static ServiceProvider Services(params (string Name, string? Value)[] settings) =>
        new ServiceCollection().AddTelemetry(Configuration(settings)).BuildServiceProvider();

    private static IConfiguration Configuration(params (string Name, string? Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
            .Build();
}
