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
        var notes = Distinct(leads.Select(lead => lead.Refused ?? lead.Skipped).OfType<string>().Concat(warnings));
        switch (leads)
        {
            case [{ Refused: { } }]:
                Refused(source, notes);
                break;
            case [{ Skipped: { } }]:
                Skipped(source, notes);
                break;
            case [{ Id: { } id, Duplicate: true }]:
                SentBefore(id);
                break;
            case [{ Id: { } id }] when warnings.Count == 0:
                Accepted(id);
                break;
            case [{ Id: { } id }]:
                Changed(id, notes);
                break;
            default:
                var accepted = leads.Where(lead => lead is { Id: { }, Refused: null }).Select(lead => lead.Id!).ToList();
                var ids = Ids(accepted);
                Batch(level, source, accepted.Count, leads.Count, ids, notes);
                break;
        }
    }

    public void NotQueued(IReadOnlyCollection<string> leadIds, Exception exception) => NotQueued(Ids(leadIds), leadIds.Count, exception);

    public void Previewed(string source, LeadPreview preview) => Previewed(
        source, preview.Leads.Count(lead => lead.Call is not null), preview.Leads.Count,
        Distinct(preview.Leads.SelectMany(NotesOf).Append(preview.Problem).OfType<string>()));

    private static IEnumerable<string?> NotesOf(LeadPreview.Lead lead) => [.. lead.Warnings ?? [], lead.Refused, lead.Skipped];

    private static string Ids(IEnumerable<string> leadIds) => string.Join(", ", leadIds.Distinct(StringComparer.Ordinal).Take(MostIds));

    private static string Distinct(IEnumerable<string> notes) =>
        string.Join(' ', notes.Select(note => $"{note.TrimEnd('.')}.").Distinct(StringComparer.Ordinal).Take(MostReasons));

    [LoggerMessage(1, LogLevel.Information, "Lead {LeadId}: accepted")]
    private partial void Accepted(string leadId);

    [LoggerMessage(2, LogLevel.Warning, "Lead {LeadId}: accepted. {Warnings}")]
    private partial void Changed(string leadId, string warnings);

    [LoggerMessage(12, LogLevel.Information, "Lead {LeadId}: accepted, but sent before")]
    private partial void SentBefore(string leadId);

    [LoggerMessage(3, LogLevel.Information, "A lead from {Source} was skipped: {Why}")]
    private partial void Skipped(string source, string why);

    [LoggerMessage(4, LogLevel.Warning, "A lead from {Source} was refused: {Why}")]
    private partial void Refused(string source, string why);

    [LoggerMessage(EventId = 5, Message = "A request from {Source}: {Accepted} of {All} leads accepted ({LeadIds}). {Notes}")]
    private partial void Batch(LogLevel level, string source, int accepted, int all, string leadIds, string notes);

    [LoggerMessage(6, LogLevel.Error, "Leads {LeadIds}, {Count} in total: not accepted, the queue did not take them")]
    private partial void NotQueued(string leadIds, int count, Exception exception);

    [LoggerMessage(7, LogLevel.Warning, "A request to {Source} was refused as not authentic: {Why}")]
    public partial void NotAuthentic(string source, string why);

    [LoggerMessage(8, LogLevel.Warning, "A request to {Source} was refused as unreadable: {Why}")]
    public partial void Unreadable(string source, string why);

    [LoggerMessage(9, LogLevel.Warning, "A request to {Source} was refused as too large")]
    public partial void TooLarge(string source);

    [LoggerMessage(13, LogLevel.Warning, "A request from {Source} with {Count} leads was refused: at most {Most} are taken within an hour")]
    public partial void TooMany(string source, int count, int most);

    [LoggerMessage(10, LogLevel.Warning, "A request was refused: no source has the name in its address")]
    public partial void UnknownSource();

    [LoggerMessage(11, LogLevel.Information, "A preview for {Source}: {Count} of {All} leads would be called. {Why}")]
    private partial void Previewed(string source, int count, int all, string why);
}
