using System.Diagnostics;
using AlturBridge.EmbeddedHost.Broker;
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

    private const string Schema = """
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

    /// <summary>Events of a busy moment are written together: a write changes a page of each table, however few they are.</summary>
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromMilliseconds(50);

    private readonly JournalWriter writer;
    private readonly JournalReader reader;
    private readonly Task<LeadNumbers> numbers;
    private long lastWrite;

    private SqliteLeadStore(JournalWriter writer, JournalReader reader)
    {
        (this.writer, this.reader) = (writer, reader);
        numbers = Task.Run(reader.Numbers);
    }

    /// <param name="folder">The queues' folder.</param>
    /// <exception cref="InvalidDataException">The file is not a journal.</exception>
    public static SqliteLeadStore Open(string folder)
    {
        var path = Path.GetFullPath(Path.Combine(folder, FileName));
        SqliteConnection? connection = null;
        try
        {
            OwnFiles.Open(path, FileMode.OpenOrCreate).Dispose();
            connection = DatabaseFile.Connect(path);
            using var create = connection.Command(Schema);
            create.ExecuteNonQuery();
            return new SqliteLeadStore(new(connection), new(DatabaseFile.Connect(path, SqliteOpenMode.ReadOnly)));
        }
        catch (SqliteException exception)
        {
            connection?.Dispose();
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

        writer.Write(entries, known);
        lastWrite = Stopwatch.GetTimestamp();
    }

    public async Task<IReadOnlyList<JournalEntry>> ReadAsync(string lead, CancellationToken cancellationToken) =>
        (await numbers.WaitAsync(cancellationToken)).Find(LeadKey.Number(lead)) is { } number
            ? [.. reader.Story(number).Where(entry => entry.Lead == lead)]
            : [];

    public Task<IReadOnlyList<JournalEntry>> ReadLastAsync(CancellationToken cancellationToken) => Task.FromResult(reader.Last());

    public Task<LeadList> ListAsync(LeadFilter filter, string? after, CancellationToken cancellationToken) =>
        Task.FromResult(reader.List(filter, after));

    public async Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var known = await numbers.WaitAsync(cancellationToken);
        return writer.Forget(before, known);
    }

    public void Dispose()
    {
        reader.Dispose();
        writer.Dispose();
    }
}
