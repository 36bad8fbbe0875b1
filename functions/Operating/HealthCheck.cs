using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Operating;

/// <summary>Says whether leads can be accepted: settings were checked at startup, so only the place to keep them can be missing.</summary>
public sealed class HealthCheck(StoreHealth store)
{
    private static readonly string Version =
        typeof(HealthCheck).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    [Function("Health")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken cancellationToken) =>
        await store.ProblemsAsync(cancellationToken) is { Length: > 0 } missing
            ? Results.Json(
                new HealthReport("not ready", Version, missing),
                OperatingJson.Readable.HealthReport,
                statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Json(new HealthReport("ready", Version, null), OperatingJson.Readable.HealthReport);
}
