using AlturBridge.Configuration;
using AlturBridge.Messages;
using AlturBridge.Operating.DoNotCall;
using AlturBridge.Operating.Journal;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Operating.Status;

/// <summary>Whether the bridge works, and what is waiting. What cannot be found out in time is omitted.</summary>
public sealed partial class ReadStatus(
    IQueueCounter counter, StoreHealth health, ILeadStore store, LeadJournal journal, IDoNotCallList doNotCall,
    Func<CircuitStatus?> circuit, IConfiguration configuration, TimeProvider time, ILogger<ReadStatus> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly string[] QueueNames = [Queues.Calls, Queues.CallRecords];

    /// <summary>The functions that work on a queue, which an operator may pause.</summary>
    private static readonly string[] Pausable = ["PlaceCall", "ForwardCall"];

    /// <summary>Belongs to nobody: what matters is that the list answers, not what.</summary>
    private const string AnyNumber = "+12025550100";

    [Function(nameof(ReadStatus))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "status")] HttpRequest request, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);

        var counts = Task.WhenAll(
            QueueNames.Select(queue => TryAsync("a queue's length", () => counter.CountAsync(queue, deadline.Token))));
        var last = TryAsync("the last answers", () => store.ReadLastAsync(deadline.Token));
        var keeping = TryAsync("the store", async () => StoreStatus.Of(await health.ProblemsAsync(deadline.Token)));
        var list = TryAsync("the do-not-call list", () => AskListAsync(deadline.Token));
        var entries = await last ?? [];
        var ownCircuit = circuit();

        return Results.Json(
            new StatusReport(
                time.GetUtcNow(),
                await counts,
                counter.Method,
                ownCircuit,
                LastAnswer.OfAltur(entries, ownCircuit),
                LastAnswer.OfWebhook(entries),
                await keeping ?? StoreStatus.Of(["Whether leads can be kept could not be determined."]),
                new JournalStatus(journal.FailingSince, journal.Lost),
                doNotCall is UnusedDoNotCallList ? null : await list ?? new DoNotCallStatus(Readable: false),
                [.. Pausable.Where(function => FunctionSwitch.IsOff(configuration, function))]),
            StatusJson.Readable.StatusReport);
    }

    private async Task<DoNotCallStatus> AskListAsync(CancellationToken cancellationToken)
    {
        await doNotCall.HasAsync(AnyNumber, cancellationToken);
        return new DoNotCallStatus(Readable: true);
    }

    private async Task<T?> TryAsync<T>(string what, Func<Task<T>> findAsync)
        where T : class
    {
        try
        {
            return await findAsync();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            NotFound(what, exception);
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The status lacks {What}, which could not be determined")]
    private partial void NotFound(string what, Exception exception);
}
