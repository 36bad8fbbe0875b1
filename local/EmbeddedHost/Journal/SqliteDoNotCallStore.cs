using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.Operating.DoNotCall;
using Microsoft.Data.Sqlite;

namespace AlturBridge.EmbeddedHost.Journal;

/// <summary>The do-not-call list in a separate file: unlike the journal it must survive any crash and must never be discarded.</summary>
public sealed class SqliteDoNotCallStore : IDoNotCallStore, IDisposable
{
    private const string FileName = "do-not-call.db";

    private readonly SqliteConnection connection;
    private readonly Lock gate = new();

    private SqliteDoNotCallStore(SqliteConnection connection) => this.connection = connection;

    /// <param name="folder">The queues' folder.</param>
    /// <exception cref="InvalidDataException">The file is not a do-not-call list, is damaged, or was emptied.</exception>
    /// <exception cref="IOException">The file may be sound but cannot be used now.</exception>
    public static SqliteDoNotCallStore Open(string folder)
    {
        var path = Path.GetFullPath(Path.Combine(folder, FileName));
        try
        {
            if (DatabaseFile.CreateOrCheck(path) is { } damage)
            {
                throw Unreadable(path, damage);
            }

            var store = new SqliteDoNotCallStore(DatabaseFile.Connect(path));
            store.Execute("""
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                CREATE TABLE IF NOT EXISTS key (only INTEGER PRIMARY KEY CHECK (only = 1), id TEXT NOT NULL);
                CREATE TABLE IF NOT EXISTS numbers (digest TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
                """);
            return store;
        }
        catch (SqliteException exception)
        {
            throw DatabaseFile.IsDamage(exception)
                ? Unreadable(path, exception.Message, exception)
                : DatabaseFile.Inaccessible(path, exception);
        }
    }

    private static InvalidDataException Unreadable(string path, string why, Exception? cause = null) =>
        new(
            $"{path} cannot be opened as a do-not-call list ({why}). Move it away, and {DatabaseFile.LogOf(path)} if there is one; then "
                + "restore it from a backup, or import the numbers again.",
            cause);

    public Task<string?> ReadKeyAsync(string? begin, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (begin is not null)
            {
                Execute("INSERT OR IGNORE INTO key VALUES (1, $1)", begin);
            }

            return Task.FromResult((string?)Scalar("SELECT id FROM key"));
        }
    }

    public Task<DateTimeOffset?> FindAsync(string digest, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(
                Scalar("SELECT at FROM numbers WHERE digest = $1", digest) is long ticks
                    ? new DateTimeOffset(ticks, TimeSpan.Zero)
                    : (DateTimeOffset?)null);
        }
    }

    public Task AddAsync(IReadOnlyCollection<string> digests, DateTimeOffset at, CancellationToken cancellationToken)
    {
        Add(digests, at);
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string digest, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            Execute("DELETE FROM numbers WHERE digest = $1", digest);
        }

        return Task.CompletedTask;
    }

    public void Dispose() => connection.Dispose();

    private void Add(IReadOnlyCollection<string> digests, DateTimeOffset at)
    {
        lock (gate)
        {
            using var transaction = connection.BeginTransaction();
            using var insert = connection.Command("INSERT OR REPLACE INTO numbers VALUES ($1, $2)", string.Empty, at.UtcTicks);
            insert.Transaction = transaction;
            foreach (var digest in digests)
            {
                insert.Parameters[0].Value = digest;
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }
    }

    private object? Scalar(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = connection.Command(sql, values);
        return command.ExecuteScalar();
    }

    private void Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = connection.Command(sql, values);
        command.ExecuteNonQuery();
    }
}
