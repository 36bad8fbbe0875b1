namespace AlturBridge.Operating.Journal;

/// <summary>Where the journal is kept: an Azure table, or a file of the embedded host.</summary>
public interface ILeadStore
{
    /// <summary>Writing an entry again changes nothing.</summary>
    /// <exception cref="Exception">Some or all entries were not written.</exception>
    Task WriteAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken);

    /// <returns>Everything known about a lead, oldest first; empty for an unknown one.</returns>
    Task<IReadOnlyList<JournalEntry>> ReadAsync(string lead, CancellationToken cancellationToken);

    /// <summary>The last leads, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">The previous page's <see cref="LeadList.Next"/>; null for the first page.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<LeadList> ListAsync(LeadFilter filter, string? after, CancellationToken cancellationToken);

    /// <returns>The last event of each kind, without its lead: it stays when the lead is forgotten.</returns>
    Task<IReadOnlyList<JournalEntry>> ReadLastAsync(CancellationToken cancellationToken);

    /// <summary>Forgets leads received before a time.</summary>
    /// <returns>How many.</returns>
    Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
