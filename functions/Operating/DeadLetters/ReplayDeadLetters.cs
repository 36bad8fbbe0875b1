using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Operating.DeadLetters;

/// <summary>Replays or discards dead letters, by ids or by a filter.</summary>
public sealed partial class ReplayDeadLetters(DeadLetterDesk desk, ILogger<ReplayDeadLetters> logger)
{
    /// <summary>Enough for a thousand ids.</summary>
    private const int MaxBytes = 64 * 1024;

    [Function(nameof(ReplayDeadLetters))]
    public Task<IResult> ReplayAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "dead-letters/replay")]
        HttpRequest request, CancellationToken cancellationToken) =>
        RunAsync(request, desk.ReplayAsync, cancellationToken);

    [Function("DiscardDeadLetters")]
    public Task<IResult> DiscardAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "dead-letters/discard")]
        HttpRequest request, CancellationToken cancellationToken) =>
        RunAsync(request, desk.DiscardAsync, cancellationToken);

    private async Task<IResult> RunAsync(
        HttpRequest request, Func<DeadLetterSelection, CancellationToken, Task<DeadLetterOutcome>> doAsync,
        CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(request, cancellationToken) switch
            {
                null => OperatorProblem.Invalid(
                    $"Send a JSON object of at most {MaxBytes / 1024} KB, such as "
                    + """{"ids": ["calls/4711"]} or {"queue": "calls", "reason": "AlturUnavailable"}."""),
                var selection when selection.Problem() is { } problem => OperatorProblem.Invalid(problem),
                var selection => Answer(selection, await doAsync(selection, cancellationToken)),
            };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Failed(exception);
            return OperatorProblem.Unavailable(
                request.HttpContext.Response,
                "Some or all could not be processed. Send the request again: a copy that was already sent is recognised.");
        }
    }

    private static IResult Answer(DeadLetterSelection selection, DeadLetterOutcome outcome) =>
        selection.Before is null
            && outcome is { Replayed: null or 0, Discarded: null or 0, SkippedCount: 0, More: false }
            && selection.ReasonProblem() is { } problem
            ? OperatorProblem.Invalid(problem)
            : Results.Json(outcome, DeadLetterJson.Readable.DeadLetterOutcome);

    /// <returns>Null if it is not such an object.</returns>
    private static async Task<DeadLetterSelection?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBytes + 1];
        try
        {
            var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            return length > MaxBytes
                ? null
                : JsonSerializer.Deserialize(buffer.AsSpan(0, length), DeadLetterJson.Strict.DeadLetterSelection);
        }
        catch (Exception exception) when (exception is JsonException or BadHttpRequestException)
        {
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Dead letters could not be replayed or discarded")]
    private partial void Failed(Exception exception);
}
