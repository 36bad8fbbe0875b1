using AlturBridge.Messages;
using AlturBridge.Operating.DoNotCall;
using AlturBridge.Operating.Journal;
using AlturBridge.Simulation.Hosting;
using AlturBridge.Simulation.Time;

namespace AlturBridge.Simulation.Edges;

/// <summary>The tables of the journal and of the do-not-call list as seen by one worker.</summary>
/// <param name="simulation">The story.</param>
/// <param name="worker">The worker.</param>
/// <param name="rows">What all workers have written, by lead.</param>
public sealed class SimulatedStore(Simulation simulation, Worker worker, Dictionary<string, List<JournalEntry>> rows)
    : ILeadStore, IDoNotCallStore
{
    private readonly NumberDigest digest = new("secret");

    private long turn;

    public Task WriteAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken) => AskAsync(() =>
    {
        foreach (var entry in entries)
        {
            if (!rows.TryGetValue(entry.Lead, out var known))
            {
                rows[entry.Lead] = known = [];
            }

            known.Add(entry);
        }

        return true;
    });

    public Task<IReadOnlyList<JournalEntry>> ReadAsync(string lead, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<JournalEntry>>(() => [.. rows.GetValueOrDefault(lead, []).OrderBy(entry => entry.At)]);

    public Task<LeadList> ListAsync(LeadFilter filter, string? after, CancellationToken cancellationToken) => throw NotAsked();

    public Task<IReadOnlyList<JournalEntry>> ReadLastAsync(CancellationToken cancellationToken) => throw NotAsked();

    public Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken) => throw NotAsked();

    public IDoNotCallList DoNotCall() => new DoNotCallList(this, digest, worker.Time);

    public Task<string?> ReadKeyAsync(string? begin, CancellationToken cancellationToken) => AskAsync<string?>(() => digest.KeyId);

    public Task<DateTimeOffset?> FindAsync(string digest, CancellationToken cancellationToken) => AskAsync(() => simulation.Story
        .Settings.SaidNo
        .Where(said => said.Value <= simulation.World.Elapsed && this.digest.Of(said.Key) == digest)
        .Select(static said => (DateTimeOffset?)(World.Beginning + said.Value))
        .FirstOrDefault());

    public Task AddAsync(IReadOnlyCollection<string> digests, DateTimeOffset at, CancellationToken cancellationToken) => throw NotAsked();

    public Task RemoveAsync(string digest, CancellationToken cancellationToken) => throw NotAsked();

    private static NotSupportedException NotAsked() => new("No story asks this of the tables.");

    private Task<T> AskAsync<T>(Func<T> effect)
    {
        simulation.World.RequireOneThread();
        var reply = new TaskCompletionSource<T>();
        var wait = TimeSpan.FromMilliseconds(1 + (30 * Draw.Share(simulation.World.Seed, Chance.Store, worker.Number, ++turn)));
        var outage = simulation.Chaos.Store;
        simulation.World.After(outage == StoreOutage.Slow ? TimeSpan.FromSeconds(3) : wait, () =>
        {
            if (!worker.IsAlive || outage == StoreOutage.Hangs)
            {
                return;
            }

            if (outage == StoreOutage.Fails)
            {
                reply.SetException(new IOException("The table cannot be reached."));
            }
            else
            {
                reply.SetResult(effect());
            }
        });

        return reply.Task;
    }
}
