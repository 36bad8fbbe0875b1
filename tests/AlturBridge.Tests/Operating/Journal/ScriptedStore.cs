using System.Collections.Concurrent;
using AlturBridge.Operating.Journal;

namespace AlturBridge.Tests.Operating.Journal;

/// <summary>A store that works, fails or hangs as the test says.</summary>
internal sealed class ScriptedStore : ILeadStore
{
    private int reads;

    public ConcurrentQueue<JournalEntry> Written { get; } = new();

    /// <summary>What each write waits for or throws, before it is kept.</summary>
    public Func<Task> Writing { get; set; } = () => Task.CompletedTask;

    /// <summary>What each read of a story waits for or throws.</summary>
    public Func<Task> Reading { get; set; } = () => Task.CompletedTask;

    /// <summary>What forgetting waits for or throws.</summary>
    public Func<CancellationToken, Task> Forgetting { get; set; } = _ => Task.CompletedTask;

    public int Reads => reads;

    public async Task WriteAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        var copy = entries.ToList();
        await Writing();
        copy.ForEach(Written.Enqueue);
    }

    public async Task<IReadOnlyList<JournalEntry>> ReadAsync(string lead, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reads);
        await Reading();
        return [.. Written.Where(entry => entry.Lead == lead)];
    }

    public Task<LeadList> ListAsync(LeadFilter filter, string? after, CancellationToken cancellationToken) =>
        Task.FromResult(new LeadList([], null));

    public Task<IReadOnlyList<JournalEntry>> ReadLastAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<JournalEntry>>([]);

    public async Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await Forgetting(cancellationToken);
        return 0;
    }
}
