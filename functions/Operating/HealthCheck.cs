using System.Reflection;
using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Operating;

/// <summary>
/// Says whether leads can be accepted: settings were checked at start, so what can be missing is a queue. An open link to the queue
/// answers without asking the broker again, so frequent checks cost nothing.
/// </summary>
public sealed partial class HealthCheck(
    [FromKeyedServices(Queues.Calls)]
    ServiceBusSender calls, [FromKeyedServices(Queues.CallRecords)] ServiceBusSender records, ILogger<HealthCheck> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly string Version =
        typeof(HealthCheck).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    [Function("Health")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);

        // Both at once: a queue that does not answer must not use up the time of the other.
        var problems = await Task.WhenAll(
            ProblemAsync(Queues.Calls, calls, deadline.Token), ProblemAsync(Queues.CallRecords, records, deadline.Token));
        string[] missing = [.. problems.OfType<string>()];

        return missing.Length == 0
            ? Results.Json(new HealthReport("ready", Version, null), OperatingJson.Readable.HealthReport)
            : Results.Json(
                new HealthReport("not ready", Version, missing),
                OperatingJson.Readable.HealthReport,
                statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private async Task<string?> ProblemAsync(string queue, ServiceBusSender sender, CancellationToken cancellationToken)
    {
        try
        {
            using var batch = await sender.CreateMessageBatchAsync(cancellationToken);
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Unreachable(queue, exception);
            return $"The queue {queue} cannot be reached: look at the setting ServiceBus, the queue's existence and the app's role on it.";
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The queue {Queue} cannot be reached")]
    private partial void Unreachable(string queue, Exception exception);
}
