using AlturBridge.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Operating.DoNotCall;

/// <summary>Reads, adds and removes one number.</summary>
public sealed partial class ChangeDoNotCall(IDoNotCallList list, ILogger<ChangeDoNotCall> logger)
{
    private const string Route = "do-not-call/{number}";

    [Function("ReadDoNotCall")]
    public Task<IResult> ReadAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Route)] HttpRequest request, string number,
        CancellationToken cancellationToken) =>
        RunAsync(
            request,
            number,
            async (used, e164) =>
            {
                var since = await used.SinceAsync(e164, cancellationToken);
                return Results.Json(new ListedNumber(since is not null, since), DoNotCallJson.Readable.ListedNumber);
            });

    [Function("AddDoNotCall")]
    public Task<IResult> AddAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = Route)] HttpRequest request, string number,
        CancellationToken cancellationToken) =>
        RunAsync(
            request,
            number,
            async (used, e164) =>
            {
                await used.AddAsync([e164], cancellationToken);
                return Results.NoContent();
            });

    [Function("RemoveDoNotCall")]
    public Task<IResult> RemoveAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = Route)] HttpRequest request, string number,
        CancellationToken cancellationToken) =>
        RunAsync(
            request,
            number,
            async (used, e164) =>
            {
                await used.RemoveAsync(e164, cancellationToken);
                return Results.NoContent();
            });

    private async Task<IResult> RunAsync(HttpRequest request, string number, Func<DoNotCallList, string, Task<IResult>> doAsync)
    {
        if (NumberLine.Read(number) is not { } e164)
        {
            return OperatorProblem.Invalid(NumberLine.Problem);
        }

        return await DoNotCallAnswer.OfAsync(list, request, used => doAsync(used, e164), Failed);
    }

    [LoggerMessage(1, LogLevel.Error, "The do-not-call list could not be read or changed ({Problem})")]
    private partial void Failed(string problem);
}
