namespace AlturBridge.Operating.Journal;

/// <summary>Used when no journal is kept.</summary>
public sealed class NoLeadStore : ILeadStore
{
    public Task WriteAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<JournalEntry>> ReadAsync(string lead, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<JournalEntry>>([]);

    public Task<LeadList> ListAsync(LeadFilter filter, string? after, CancellationToken cancellationToken) =>
        Task.FromResult(new LeadList([], null));

    public Task<IReadOnlyList<JournalEntry>> ReadLastAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<JournalEntry>>([]);

    public Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken) => Task.FromResult(0);
}
