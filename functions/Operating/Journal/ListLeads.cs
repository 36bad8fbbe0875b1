using System.Globalization;
using System.Text.Json;
using AlturBridge.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Operating.Journal;

/// <summary>The last leads, newest first.</summary>
public sealed partial class ListLeads(ILeadStore store, ILogger<ListLeads> logger)
{
    private static readonly Dictionary<string, LeadState> States = Enum.GetValues<LeadState>().ToDictionary(
        state => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{state}"), StringComparer.OrdinalIgnoreCase);

    [Function(nameof(ListLeads))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "leads")] HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var filter = new LeadFilter(
            State(request, problems), Text(request, "source"), Text(request, "reference"),
            Time(request, "from", problems), Time(request, "to", problems));
        var after = Text(request, "after");
        if (after is not null && !LeadKey.IsKey(after))
        {
            problems.Add("after must be the next value of an earlier page, unchanged.");
        }

        if (problems.Count > 0)
        {
            return OperatorProblem.Invalid(string.Join(' ', problems));
        }

        try
        {
            return Results.Json(await store.ListAsync(filter, after, cancellationToken), JournalJson.Readable.LeadList);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Unreadable(exception);
            return OperatorProblem.Unavailable(request.HttpContext.Response, JournalUnavailable);
        }
    }

    internal const string JournalUnavailable = "The journal cannot be read right now. Leads are not affected.";

    private static LeadState? State(HttpRequest request, List<string> problems)
    {
        if (Text(request, "state") is not { } text)
        {
            return null;
        }

        if (States.TryGetValue(text, out var state))
        {
            return state;
        }

        problems.Add($"state must be one of {string.Join(", ", States.Keys)}.");
        return null;
    }

    private static DateTimeOffset? Time(HttpRequest request, string name, List<string> problems)
    {
        var text = Text(request, name);
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        if (text is not null)
        {
            problems.Add($"{name} must be a time such as 2026-01-02T03:04:05Z.");
        }

        return null;
    }

    private static string? Text(HttpRequest request, string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    [LoggerMessage(1, LogLevel.Warning, "The journal could not be read")]
    private partial void Unreadable(Exception exception);
}
