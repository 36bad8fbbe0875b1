using Microsoft.Extensions.Logging;

namespace AlturBridge.Receiving;

/// <summary>One line per request, whatever its result: a sender must not be able to fill the log with 5,000 leads.</summary>
public sealed partial class IntakeLog(ILogger logger)
{
    private const int MostIds = 10;
    private const int MostReasons = 3;

    public void Done(string source, IReadOnlyList<ReceivedLead> leads, IReadOnlyList<string> warnings)
    {
        var level = warnings.Count > 0 || leads.Any(lead => lead.Refused is not null) ? LogLevel.Warning : LogLevel.Information;
        var accepted = leads.Where(lead => lead is { Id: { }, Refused: null }).ToList();
        var repeated = accepted.Count(lead => lead.Duplicate == true);
        var ids = Ids(accepted.Select(lead => lead.Id!));
        var notes = Distinct(leads.Select(lead => lead.Refused ?? lead.Skipped)
            .Prepend(repeated > 0 ? $"Sent before: {repeated}" : null)
            .OfType<string>()
            .Concat(warnings));
        Received(level, source, accepted.Count, leads.Count, ids, notes);
    }

    public void NotQueued(IReadOnlyCollection<string> leadIds, Exception exception) => NotQueued(Ids(leadIds), leadIds.Count, exception);

    public void Previewed(string source, LeadPreview preview) => Previewed(
        source, preview.Leads.Count(lead => lead.Call is not null), preview.Leads.Count,
        Distinct(preview.Leads.SelectMany(lead => (string?[])[.. lead.Warnings ?? [], lead.Refused, lead.Skipped]).OfType<string>()));

    private static string Ids(IEnumerable<string> leadIds) =>
        string.Join(", ", leadIds.Distinct(StringComparer.Ordinal).Take(MostIds)) is { Length: > 0 } ids ? ids : "none";

    private static string Distinct(IEnumerable<string> notes) =>
        string.Join(' ', notes.Select(note => $"{note.TrimEnd('.')}.").Distinct(StringComparer.Ordinal).Take(MostReasons));

    [LoggerMessage(EventId = 1, Message = "Leads from {Source}: {Accepted} of {All} accepted ({LeadIds}). {Notes}")]
    private partial void Received(LogLevel level, string source, int accepted, int all, string leadIds, string notes);

    [LoggerMessage(2, LogLevel.Error, "Leads {LeadIds}, {Count} in total: not accepted, the queue did not take them")]
    private partial void NotQueued(string leadIds, int count, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "A request to {Source} was refused: {Why}")]
    public partial void Refused(string source, string why);

    [LoggerMessage(4, LogLevel.Warning, "{Count} leads from {Source} were refused: at most {Most} are taken within an hour")]
    public partial void TooMany(int count, string source, int most);

    [LoggerMessage(5, LogLevel.Warning, "A request was refused: no source has the name in its address")]
    public partial void UnknownSource();

    [LoggerMessage(6, LogLevel.Information, "A preview for {Source}: {Count} of {All} leads would be called. {Why}")]
    private partial void Previewed(string source, int count, int all, string why);
}
