using AlturBridge.Messages;
using AlturBridge.Operating.DeadLetters;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Operating.Journal;

/// <summary>One lead's history.</summary>
public sealed partial class ReadLead(ILeadStore store, DeadLetterBrowser deadLetters, ILogger<ReadLead> logger)
{
    /// <summary>In place of a source: the rest is the lead's whole id, for the lead of another program, which may have any.</summary>
    public const string WholeId = "-";

    [Function(nameof(ReadLead))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "leads/{source}/{*key}")]
        HttpRequest request, string source, string? key, CancellationToken cancellationToken)
    {
        try
        {
            // A slash may be encoded, which the server leaves unchanged.
            var id = source == WholeId ? key ?? string.Empty : $"{source}:{key}";
            var entries = await store.ReadAsync(id, cancellationToken) is { Count: > 0 } found
                ? found
                : await store.ReadAsync(id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), cancellationToken);

            return LeadReport.Of(entries) is { } report
                ? Results.Json(
                    report with { DeadLetter = await DeadLetterAsync(report, entries, cancellationToken) }, JournalJson.Readable.LeadReport)
                : OperatorProblem.NotFound("The journal does not know this lead: it was never accepted, it is older than "
                    + "Journal__Retention, or its event could not be written. If this is the CRM's own id, look for the reference.");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Unreadable(exception);
            return OperatorProblem.Unavailable(request.HttpContext.Response, ListLeads.JournalUnavailable);
        }
    }

    private async Task<DeadLetter?> DeadLetterAsync(
        LeadReport report, IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken) =>
        report.State == LeadState.Dead
            && entries.LastOrDefault(entry => entry.Kind == LeadEventKind.DeadLettered) is { Queue: { } queue, SequenceNumber: { } number }
            && await deadLetters.FindAsync(queue, number, cancellationToken) is { } letter && letter.Lead == report.Id
            ? letter
            : null;

    [LoggerMessage(1, LogLevel.Warning, "A lead's history could not be read")]
    private partial void Unreadable(Exception exception);
}
