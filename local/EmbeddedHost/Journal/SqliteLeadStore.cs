using System.Diagnostics;
using System.Text.Json;
using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.Messages;
using AlturBridge.Operating.Journal;
using Microsoft.Data.Sqlite;

namespace AlturBridge.EmbeddedHost.Journal;

/// <summary>
/// The journal in a separate file next to the queues, so that neither waits for the other's fsync. A crash may lose its last events, but
/// never the file.
/// </summary>
public sealed class SqliteLeadStore : ILeadStore, IDisposable
{
    private const string FileName = "journal.db";

    /// <summary>Events of a busy moment are written together: a write changes a page of each table, however few they are.</summary>
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromMilliseconds(50);

    private readonly SqliteConnection connection;
    private readonly SqliteConnection reader;
    private readonly Lock gate = new();
    private readonly Lock readerGate = new();
    private readonly Statement begin;
    private readonly Statement commit;
    private readonly Statement rollback;
    private readonly Statement insert;
    private readonly Statement list;
    private readonly Statement setLast;
    private readonly SqliteCommand story;
    private readonly Statement addNumber;
    private readonly Task<LeadNumbers> numbers;
    private long lastWrite;

    private SqliteLeadStore(SqliteConnection connection, SqliteConnection reader)
    {
        (this.connection, this.reader) = (connection, reader);
        (begin, commit, rollback) = (new(connection, "BEGIN"), new(connection, "COMMIT"), new(connection, "ROLLBACK"));
        insert = new(connection, "INSERT OR IGNORE INTO events VALUES (?1, ?2, ?3)");
        addNumber = new(connection, "INSERT INTO numbers VALUES (?1, ?2)");
        setLast = new(connection, "INSERT OR REPLACE INTO last VALUES (?1, ?2)");
        list = new(connection, """
            INSERT INTO leads VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (received, hash) DO UPDATE SET
                state = excluded.state, since = excluded.since, until = excluded.until, rule = excluded.rule,
                reference = coalesce(reference, excluded.reference) WHERE excluded.since >= since
            """);
        story = reader.Command("SELECT entry FROM events WHERE lead = $1 ORDER BY at", string.Empty);
        story.Prepare();
        numbers = Task.Run(ReadNumbers);
    }

    /// <param name="folder">The queues' folder.</param>
    /// <exception cref="InvalidDataException">The file is not a journal.</exception>
    public static SqliteLeadStore Open(string folder)
    {
        var path = Path.GetFullPath(Path.Combine(folder, FileName));
        try
        {
            OwnFiles.Open(path, FileMode.OpenOrCreate).Dispose();
            var connection = MessageStore.Connect(path);
            using var command = connection.CreateCommand();
            command.CommandText = """
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = NORMAL;
                PRAGMA cache_size = -16000;
                PRAGMA wal_autocheckpoint = 5000;
                CREATE TABLE IF NOT EXISTS numbers (number INTEGER PRIMARY KEY, hash INTEGER NOT NULL);
                CREATE TABLE IF NOT EXISTS events (lead INTEGER NOT NULL, at INTEGER NOT NULL, entry BLOB NOT NULL);
                CREATE UNIQUE INDEX IF NOT EXISTS events_by_lead ON events (lead, at);
                CREATE TABLE IF NOT EXISTS last (kind INTEGER PRIMARY KEY, entry BLOB NOT NULL);
                CREATE TABLE IF NOT EXISTS leads (
                    received INTEGER NOT NULL, hash INTEGER NOT NULL,
                    lead TEXT NOT NULL, source TEXT NOT NULL COLLATE NOCASE, reference TEXT,
                    state INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER, rule TEXT,
                    PRIMARY KEY (received, hash)) WITHOUT ROWID;
                CREATE INDEX IF NOT EXISTS leads_by_reference ON leads (reference) WHERE reference IS NOT NULL;
                """;
            command.ExecuteNonQuery();
            return new SqliteLeadStore(connection, MessageStore.Connect(path, SqliteOpenMode.ReadOnly));
        }
        catch (SqliteException exception)
        {
            throw new InvalidDataException(
                $"{path} cannot be opened as a journal ({exception.SqliteErrorCode}). It tells what became of leads and decides "
                    + "nothing: move it away, and a new one is begun.", exception);
        }
    }

    public async Task WriteAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        var known = await numbers.WaitAsync(cancellationToken);
        var wait = BetweenWrites - Stopwatch.GetElapsedTime(lastWrite);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, cancellationToken);
        }

        lock (gate)
        {
            var added = new Dictionary<long, long>();
            begin.Execute();
            try
            {
                Write(entries, known, added);
                commit.Execute();
                known.Add(added);
            }
            catch
            {
                rollback.Execute();
                throw;
            }

            lastWrite = Stopwatch.GetTimestamp();
        }
    }

    public async Task<IReadOnlyList<JournalEntry>> ReadAsync(string lead, CancellationToken cancellationToken)
    {
        if ((await numbers.WaitAsync(cancellationToken)).Find(LeadKey.Number(lead)) is not { } number)
        {
            return [];
        }

        lock (readerGate)
        {
            story.Parameters[0].Value = number;
            return [.. ReadAll(story).Where(entry => entry.Lead == lead)];
        }
    }

    public Task<IReadOnlyList<JournalEntry>> ReadLastAsync(CancellationToken cancellationToken)
    {
        lock (readerGate)
        {
            using var command = reader.Command("SELECT entry FROM last");
            return Task.FromResult(ReadAll(command));
        }
    }

    public Task<LeadPage> ListAsync(LeadFilter filter, string? after, CancellationToken cancellationToken)
    {
        lock (readerGate)
        {
            // SQLite uses the index on references only without an OR.
            var byReference = filter.Reference is null ? string.Empty : "AND reference = $3";
            var (received, hash) = after is null ? (filter.To?.UtcTicks ?? long.MaxValue, long.MinValue) : LeadKey.Numbers(after);
            using var command = reader.Command(
                $"""
                SELECT lead, source, reference, state, received, since, until, rule FROM leads
                WHERE ($1 IS NULL OR state = $1) AND ($2 IS NULL OR source = $2)
                    {byReference} AND (received, hash) < ($4, $5) AND received >= $6
                ORDER BY received DESC, hash DESC LIMIT $7
                """,
                (long?)filter.State,
                filter.Source,
                filter.Reference,
                received,
                hash,
                filter.From?.UtcTicks ?? 0,
                LeadFilter.PageSize + 1);
            var found = command.ReadAll(Summary).ToList();
            var page = found.Take(LeadFilter.PageSize).ToList();

            return Task.FromResult(
                new LeadPage(page, found.Count > page.Count ? LeadKey.Of(page[^1].ReceivedAt, page[^1].Id) : null));
        }
    }

    public async Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        Forget(before, await numbers.WaitAsync(cancellationToken));

    private int Forget(DateTimeOffset before, LeadNumbers known)
    {
        lock (gate)
        {
            using var transaction = connection.BeginTransaction();
            Execute("DELETE FROM events WHERE at < $1", before.UtcTicks);
            var forgotten = Execute("DELETE FROM leads WHERE received < $1", before.UtcTicks);
            using var unnumber = connection.Command("DELETE FROM numbers WHERE number NOT IN (SELECT lead FROM events) RETURNING hash");
            long[] gone = [.. unnumber.ReadAll(row => row.GetInt64(0))];
            transaction.Commit();
            known.Remove(gone);
            return forgotten;
        }
    }

    public void Dispose()
    {
        foreach (var statement in new[] { begin, commit, rollback, insert, list, addNumber, setLast })
        {
            statement.Dispose();
        }

        lock (readerGate)
        {
            story.Dispose();
            reader.Dispose();
        }

        connection.Dispose();
    }

    private static SqlValue Ticks(DateTimeOffset? time) => time is { } known ? known.UtcTicks : (string?)null;

    private static byte[] Json(JournalEntry entry) => JsonSerializer.SerializeToUtf8Bytes(entry, JournalJson.Readable.JournalEntry);

    private static LeadSummary Summary(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.TextOrNull(2),
        (LeadState)row.GetInt32(3),
        new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero),
        new DateTimeOffset(row.GetInt64(5), TimeSpan.Zero),
        row.IsDBNull(6) ? null : new DateTimeOffset(row.GetInt64(6), TimeSpan.Zero),
        row.TextOrNull(7));

    private static IReadOnlyList<JournalEntry> ReadAll(SqliteCommand command) =>
        [.. command.ReadAll(row => JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(0), JournalJson.Readable.JournalEntry)!)];

    private LeadNumbers ReadNumbers()
    {
        lock (readerGate)
        {
            return new LeadNumbers(reader);
        }
    }

    /// <param name="entries">The events.</param>
    /// <param name="known">The leads in the file.</param>
    /// <param name="added">Receives the numbers of those that are not, by hash.</param>
    private void Write(IReadOnlyList<JournalEntry> entries, LeadNumbers known, Dictionary<long, long> added)
    {
        foreach (var last in entries.GroupBy(entry => entry.Kind).Select(kind => kind.MaxBy(entry => entry.At)!))
        {
            setLast.Execute((long)last.Kind, Json(last));
        }

        foreach (var entry in entries)
        {
            var hash = LeadKey.Number(entry.Lead);
            if ((added.TryGetValue(hash, out var number) ? number : known.Find(hash)) is not { } lead)
            {
                lead = added[hash] = known.Last + added.Count + 1;
                addNumber.Execute(lead, hash);
            }

            insert.Execute(lead, entry.At.UtcTicks, Json(entry));
            if (entry.State is { } state)
            {
                list.Execute(
                    entry.ReceivedAt.UtcTicks, hash, entry.Lead, entry.Source, entry.Reference, (long)state, entry.At.UtcTicks,
                    Ticks(entry.Until), entry.Rule);
            }
        }
    }

    private int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = connection.Command(sql, values);
        return command.ExecuteNonQuery();
    }
}
