using System.Data.Common;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace AlturBridge.Telemetry;

/// <summary>Exports traces, metrics and log lines to wherever settings say; without one, nothing is even collected.</summary>
public static class TelemetryServices
{
    private const string Insights = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string InsightsIdentity = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <exception cref="InvalidOperationException">The collector's address is not valid.</exception>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var insights = !string.IsNullOrWhiteSpace(configuration[Insights]);
        var collector = !string.IsNullOrWhiteSpace(configuration[Collector]);
        if (!insights && !collector)
        {
            return services;
        }

        // The defaults also tell the Functions host that the worker exports its own log lines; otherwise they would arrive twice.
        var telemetry = services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithTracing(tracing => tracing.AddSource("System.Net.Http").AddProcessor<HostOnly>())
            .WithMetrics(metrics => metrics.AddMeter(BridgeMetrics.Meter))
            .WithLogging(configureBuilder: null, logging => logging.IncludeFormattedMessage = true);
        services.AddHostedService<ExportWatch>();

        if (insights)
        {
            telemetry.UseAzureMonitorExporter(exporter =>
            {
                exporter.ConnectionString = configuration[Insights];
                exporter.Credential = CredentialOf(configuration);

                // It samples traces; what the log says about a lead must not depend on that.
                exporter.EnableTraceBasedLogsSampler = false;
            });
        }

        if (collector)
        {
            RequireAddress(configuration[Collector]!);
            telemetry.UseOtlpExporter();
        }

        return services;
    }

    /// <summary>
    /// The host's own setting, such as <c>ClientId=…;Authorization=AAD</c>. Without it the connection string's key is used.
    /// </summary>
    private static ManagedIdentityCredential? CredentialOf(IConfiguration configuration)
    {
        var identity = new DbConnectionStringBuilder { ConnectionString = configuration[InsightsIdentity] };
        if (!identity.TryGetValue("Authorization", out var kind) || !"AAD".Equals($"{kind}", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return new ManagedIdentityCredential(identity.TryGetValue(
            "ClientId", out var clientId) ? ManagedIdentityId.FromUserAssignedClientId($"{clientId}") : ManagedIdentityId.SystemAssigned);
    }

    /// <summary>The exporter would silently use its default instead.</summary>
    private static void RequireAddress(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
        {
            throw new InvalidOperationException(
                $"{Collector} is not an http or https address: give the collector's, such as http://127.0.0.1:4317.");
        }
    }
}
