using System.Data;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>
/// The queue file: SQLite in WAL mode, every commit synced to disk. It is the source of truth at startup; after that only the journal's
/// thread writes it, and it is read only for contents not in memory.
/// </summary>
internal sealed class MessageStore : IDisposable
{
    /// <summary>Stored in the file's header. A newer bridge's file is rejected rather than misread.</summary>
    private const long SchemaVersion = 1;

    private const int CommitsBetweenCheckpoints = 100;

    private const string Schema = """
        BEGIN IMMEDIATE;
        CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS queues (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE);
        CREATE TABLE IF NOT EXISTS sessions (queue INTEGER NOT NULL, session TEXT NOT NULL, state BLOB NOT NULL,
            PRIMARY KEY (queue, session)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS duplicates (sequence INTEGER PRIMARY KEY, queue INTEGER NOT NULL, seen INTEGER NOT NULL,
            ids BLOB NOT NULL);
        PRAGMA user_version = 1;
        COMMIT;
        """;

    private readonly SqliteConnection writer;
    private readonly SqliteConnection reader;
    private readonly Checkpointer checkpointer;
    private readonly Lock reading = new();
    private readonly Dictionary<int, QueueTable> tables = [];
    private readonly Dictionary<int, SeenIds> seenIds = [];
    private readonly Statement begin;
    private readonly Statement commit;
    private readonly Statement rollback;
    private readonly Statement saveState;
    private readonly Statement deleteState;
    private readonly Statement remember;
    private readonly Statement forget;
    private readonly Statement reserve;

    private MessageStore(SqliteConnection writer, SqliteConnection reader, Checkpointer checkpointer)
    {
        this.checkpointer = checkpointer;
        this.writer = writer;
        this.reader = reader;
        begin = new(writer, "BEGIN IMMEDIATE");
        commit = new(writer, "COMMIT");
        rollback = new(writer, "ROLLBACK");
        saveState = new(writer, "INSERT OR REPLACE INTO sessions (queue, session, state) VALUES (?1, ?2, ?3)");
        deleteState = new(writer, "DELETE FROM sessions WHERE queue = ?1 AND session = ?2");
        remember = new(writer, "INSERT INTO duplicates (sequence, queue, seen, ids) VALUES (?1, ?2, ?3, ?4)");
        forget = new(writer, "DELETE FROM duplicates WHERE queue = ?1 AND sequence <= ?2");
        reserve = new(writer, "INSERT OR REPLACE INTO meta (name, value) VALUES ('next_sequence', ?1)");
    }

    /// <exception cref="InvalidDataException">The file is not a queue file, is damaged, or was written by a newer bridge.</exception>
    /// <exception cref="IOException">The file may be sound but cannot be used now.</exception>
    public static MessageStore Open(string path)
    {
        SqliteConnection? writer = null;
        try
        {
            if (DatabaseFile.CreateOrCheck(path) is { } damage)
            {
                throw Unreadable(path, damage);
            }

            CheckVersion(path);
            writer = DatabaseFile.Connect(path);
            DatabaseFile.Execute(
                writer,
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 5000; PRAGMA secure_delete = ON;");
            DatabaseFile.Execute(writer, Schema);
            return new MessageStore(
                writer, DatabaseFile.Connect(path), new Checkpointer(DatabaseFile.Connect(path), CommitsBetweenCheckpoints));
        }
        catch (SqliteException exception)
        {
            writer?.Dispose();
            throw DatabaseFile.IsDamage(exception)
                ? Unreadable(path, exception.Message, exception)
                : DatabaseFile.Inaccessible(path, exception);
        }
    }

    private static void CheckVersion(string path)
    {
        using var connection = DatabaseFile.Connect(path, SqliteOpenMode.ReadOnly);
        var version = Convert.ToInt64(DatabaseFile.Scalar(connection, "PRAGMA user_version"), CultureInfo.InvariantCulture);
        if (version > SchemaVersion)
        {
            throw new InvalidDataException(
                $"{path} was written by a newer bridge (format {version}, this one knows {SchemaVersion}). Update this bridge, or "
                    + "choose another folder with --data.");
        }

        // An interrupted first start leaves a database without a version and without tables.
        if (version == 0 && DatabaseFile.Scalar(connection, "SELECT name FROM sqlite_schema LIMIT 1") is { } table)
        {
            throw Unreadable(path, $"it is another program's database, with {table}");
        }
    }

    private static InvalidDataException Unreadable(string path, string why, Exception? cause = null) =>
        new(
            $"{path} cannot be read as a queue file ({why}). Nothing was changed. Move it away, and {DatabaseFile.LogOf(path)} if there is "
                + "one; then restore it from a backup, or start with empty queues.",
            cause);

    public void InTransaction(IReadOnlyList<Change> changes)
    {
        begin.Execute();
        try
        {
            foreach (var change in changes)
            {
                change.Write(this);
            }

            RememberSeenIds();
            commit.Execute();
            checkpointer.Committed();
        }
        catch (SqliteException)
        {
            seenIds.Clear();
            Rollback();
            throw;
        }
    }

    /// <summary>Some errors, such as a full disk, have already rolled back.</summary>
    private void Rollback()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(writer.Handle) == 0)
        {
            rollback.Execute();
        }
    }

    public void SaveState(int queue, string session, byte[]? state)
    {
        if (state is null)
        {
            deleteState.Execute(queue, session);
        }
        else
        {
            saveState.Execute(queue, session, state);
        }
    }

    /// <summary>Written with the transaction, all of a queue's ids in one row: a row per id would cost as much as the message.</summary>
    public void Remember(long sequenceNumber, int queue, UInt128 key, long seenAt)
    {
        if (!seenIds.TryGetValue(queue, out var ids))
        {
            seenIds.Add(queue, ids = new SeenIds());
        }

        ids.Add(key, sequenceNumber, seenAt);
    }

    public void Forget(int queue, long upToSequenceNumber) => forget.Execute(queue, upToSequenceNumber);

    public void ReserveSequenceNumbers(long next) => reserve.Execute(next);

    /// <summary>A queue's table, created if missing. Only at startup, before anything is written.</summary>
    public QueueTable Table(int queue)
    {
        if (!tables.TryGetValue(queue, out var table))
        {
            tables.Add(queue, table = new QueueTable(writer, reader, reading, queue));
        }

        return table;
    }

    public int QueueId(string name)
    {
        using var command = writer.CreateCommand();
        command.CommandText = "INSERT OR IGNORE INTO queues (name) VALUES ($name); SELECT id FROM queues WHERE name = $name;";
        command.Parameters.AddWithValue("$name", name);
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public long NextSequenceNumber() =>
        Load("SELECT value FROM meta WHERE name = 'next_sequence'", row => row.GetInt64(0)).FirstOrDefault(1);

    public IEnumerable<(int Queue, string Session, byte[] State)> LoadStates() => Load(
        "SELECT queue, session, state FROM sessions", row => (row.GetInt32(0), row.GetString(1), row.GetFieldValue<byte[]>(2)));

    public IEnumerable<(int Queue, long SequenceNumber, UInt128 Key, long SeenAt)> LoadDuplicates() => Load(
        "SELECT queue, sequence, ids, seen FROM duplicates ORDER BY sequence",
        row => (Queue: row.GetInt32(0), SequenceNumber: row.GetInt64(1), Ids: row.GetFieldValue<byte[]>(2), SeenAt: row.GetInt64(3)))
        .SelectMany(row => SeenIds.Read(row.Ids).Select(key => (row.Queue, row.SequenceNumber, key, row.SeenAt)));

    public void Dispose()
    {
        foreach (var statement in new[] { begin, commit, rollback, saveState, deleteState, remember, forget, reserve })
        {
            statement.Dispose();
        }

        foreach (var table in tables.Values)
        {
            table.Dispose();
        }

        checkpointer.Dispose();
        reader.Dispose();
        EmptyLog();
        writer.Dispose();
    }

    /// <summary>The log still holds deleted data. Copying its last pages empties it, which removes every finished lead.</summary>
    private void EmptyLog()
    {
        if (writer.State != ConnectionState.Open)
        {
            return; // Already disposed.
        }

        try
        {
            DatabaseFile.Execute(writer, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException)
        {
            // Disk full, for example. Nothing is lost: the next start copies the log.
        }
    }

    private void RememberSeenIds()
    {
        foreach (var (queue, ids) in seenIds)
        {
            remember.Execute(ids.LastSequenceNumber, queue, ids.LastSeenAt, ids.ToArray());
        }

        seenIds.Clear();
    }

    private IEnumerable<T> Load<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var command = new SqliteCommand(sql, reader);
        foreach (var row in command.ReadAll(read))
        {
            yield return row;
        }
    }
}
