using System.Diagnostics.Metrics;
using System.Threading.Channels;
using AlturBridge.Messages;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Operating.Journal;

/// <summary>
/// Records what happens to leads without holding them up: events wait in memory for a background writer. Events without room, or refused by
/// the store, are counted and dropped.
/// </summary>
public sealed partial class LeadJournal : ILeadEvents, IDisposable
{
    /// <summary>Events that may wait; some 300 bytes each.</summary>
    public const int Capacity = 20_000;

    private const int MostAtOnce = 500;

    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long a stop waits for pending events.</summary>
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(5);

    private readonly Channel<JournalEntry> waiting = Channel.CreateBounded<JournalEntry>(
        new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly ILeadStore store;
    private readonly ContentDigest digest;
    private readonly TimeProvider time;
    private readonly ILogger<LeadJournal> logger;
    private readonly Counter<long> lost;
    private readonly CancellationTokenSource stopping = new();
    private Task writing = Task.CompletedTask;
    private long lastTicks;
    private long lostInAll;

    public LeadJournal(ILeadStore store, ContentDigest digest, IMeterFactory meters, TimeProvider time, ILogger<LeadJournal> logger)
    {
        (this.store, this.digest, this.time, this.logger) = (store, digest, time, logger);
        lost = meters.Create("AlturBridge").CreateCounter<long>(
            "altur_bridge.journal.lost", "{event}", "Events of leads that the journal could not write");
    }

    /// <summary>Events dropped since startup.</summary>
    public long Lost => Interlocked.Read(ref lostInAll);

    /// <summary>Null if the last write succeeded; else since when none has.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    public void Add(LeadEvent happened)
    {
        if (!waiting.Writer.TryWrite(JournalEntry.Of(happened, NextTime(), digest)))
        {
            Lose(1);
        }
    }

    public void Start() => writing = Task.Run(RunAsync);

    /// <summary>Writes pending events, for a limited time. Accepts no new ones.</summary>
    public async Task StopAsync()
    {
        waiting.Writer.TryComplete();
        await writing.WaitAsync(FlushTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await stopping.CancelAsync();
    }

    public void Dispose() => stopping.Dispose();

    private async Task RunAsync()
    {
        var batch = new List<JournalEntry>(MostAtOnce);
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < MostAtOnce && waiting.Reader.TryRead(out var entry))
            {
                batch.Add(entry);
            }

            await WriteAsync(batch);
            batch.Clear();
        }
    }

    private async Task WriteAsync(List<JournalEntry> batch)
    {
        using var late = new CancellationTokenSource(WriteTimeout, time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping.Token);

        try
        {
            // A store that ignores its token must not stop the journal, which keeps counting.
            await store.WriteAsync(batch, deadline.Token).WaitAsync(deadline.Token);
            FailingSince = null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            if (FailingSince is null)
            {
                NotWritten(batch.Count, exception.GetType().Name);
            }

            FailingSince ??= time.GetUtcNow();
            Lose(batch.Count);
        }
    }

    private void Lose(int count)
    {
        Interlocked.Add(ref lostInAll, count);
        lost.Add(count);
    }

    /// <summary>Each event has a distinct time, so that a story keeps its order.</summary>
    private DateTimeOffset NextTime()
    {
        while (true)
        {
            var last = Interlocked.Read(ref lastTicks);
            var next = Math.Max(time.GetUtcNow().UtcTicks, last + 1);
            if (Interlocked.CompareExchange(ref lastTicks, next, last) == last)
            {
                return new DateTimeOffset(next, TimeSpan.Zero);
            }
        }
    }

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "The journal could not be written ({Problem}): {Count} events are missing from it. Leads are not affected; further "
            + "failures are only counted")]
    private partial void NotWritten(int count, string problem);
}
