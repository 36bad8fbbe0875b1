using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Operating.DeadLetters;

/// <summary>The dead letters of both queues, and their number by reason.</summary>
public sealed partial class ListDeadLetters(DeadLetterBrowser deadLetters, ILogger<ListDeadLetters> logger)
{
    [Function(nameof(ListDeadLetters))]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "dead-letters")] HttpRequest request, CancellationToken cancellationToken)
    {
        var filter = new DeadLetterSelection
        {
            Queue = Text(request, "queue"),
            Reason = Text(request, "reason"),
            Source = Text(request, "source"),
            Lead = Text(request, "lead"),
        };
        var after = Text(request, "after");
        if (filter.Queue is not null && !DeadLetter.IsQueue(filter.Queue))
        {
            return Task.FromResult(OperatorProblem.Invalid("queue must be calls or call-records."));
        }

        if (after is not null && !DeadLetter.TryParseId(after, out _, out _))
        {
            return Task.FromResult(OperatorProblem.Invalid("after must be the next value of an earlier page, unchanged."));
        }

        return AnswerAsync(
            request, async () => await deadLetters.ListAsync(filter, after, cancellationToken) switch
            {
                { DeadLetters: [], Next: null } when after is null && filter.ReasonProblem() is { } problem => OperatorProblem.Invalid(problem),
                var list => Results.Json(list, DeadLetterJson.Readable.DeadLetterList),
            },
            cancellationToken);
    }

    [Function("CountDeadLetters")]
    public Task<IResult> CountAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "dead-letters/count")] HttpRequest request,
        CancellationToken cancellationToken) =>
        AnswerAsync(
            request,
            async () => Results.Json(await deadLetters.GroupAsync(cancellationToken), DeadLetterJson.Readable.DeadLetterGroups),
            cancellationToken);

    private async Task<IResult> AnswerAsync(HttpRequest request, Func<Task<IResult>> answerAsync, CancellationToken cancellationToken)
    {
        try
        {
            return await answerAsync();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Unreadable(exception);
            return OperatorProblem.Unavailable(
                request.HttpContext.Response, "The dead letters cannot be read right now. Look at /api/health.");
        }
    }

    private static string? Text(HttpRequest request, string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    [LoggerMessage(1, LogLevel.Warning, "Dead letters could not be read")]
    private partial void Unreadable(Exception exception);
}
