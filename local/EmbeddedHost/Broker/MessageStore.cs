using Microsoft.Data.Sqlite;

namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>
/// The queue file: SQLite in write-ahead mode, every commit synced to the disk. It is the truth at start; afterwards it is written by the
/// journal's thread alone and read only for contents that memory does not hold.
/// </summary>
internal sealed class MessageStore : IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS queues (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE IF NOT EXISTS messages (
            sequence INTEGER PRIMARY KEY, queue INTEGER NOT NULL, session TEXT, enqueued INTEGER NOT NULL, expires INTEGER NOT NULL,
            visible INTEGER NOT NULL, deliveries INTEGER NOT NULL, reason TEXT, description TEXT, content BLOB NOT NULL);
        CREATE INDEX IF NOT EXISTS messages_by_queue ON messages (queue);
        CREATE TABLE IF NOT EXISTS sessions (queue INTEGER NOT NULL, session TEXT NOT NULL, state BLOB NOT NULL, PRIMARY KEY (queue, session)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS duplicates (sequence INTEGER PRIMARY KEY, queue INTEGER NOT NULL, id BLOB NOT NULL, seen INTEGER NOT NULL);
        """;

    private const string Columns = "sequence, queue, session, enqueued, expires, visible, deliveries, content, reason, description";

    private readonly SqliteConnection writer;
    private readonly SqliteConnection reader;
    private readonly Lock reading = new();
    private readonly Statement begin;
    private readonly Statement commit;
    private readonly Statement rollback;
    private readonly Statement insert;
    private readonly Statement delete;
    private readonly Statement setDeliveries;
    private readonly Statement setContent;
    private readonly Statement move;
    private readonly Statement activate;
    private readonly Statement saveState;
    private readonly Statement deleteState;
    private readonly Statement remember;
    private readonly Statement forget;
    private readonly Statement reserve;
    private readonly Statement select;
    private readonly Statement peek;

    private MessageStore(SqliteConnection writer, SqliteConnection reader)
    {
        this.writer = writer;
        this.reader = reader;
        begin = new(writer, "BEGIN IMMEDIATE", 0);
        commit = new(writer, "COMMIT", 0);
        rollback = new(writer, "ROLLBACK", 0);
        insert = new(writer, $"INSERT INTO messages ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, NULL)", 8);
        delete = new(writer, "DELETE FROM messages WHERE sequence = $1", 1);
        setDeliveries = new(writer, "UPDATE messages SET deliveries = $2 WHERE sequence = $1", 2);
        setContent = new(writer, "UPDATE messages SET content = $2 WHERE sequence = $1", 2);
        move = new(writer, "UPDATE messages SET queue = $2, deliveries = $3, reason = $4, description = $5 WHERE sequence = $1", 5);
        activate = new(writer, "UPDATE messages SET sequence = $2, enqueued = $3, expires = $4, visible = 0 WHERE sequence = $1", 4);
        saveState = new(writer, "INSERT OR REPLACE INTO sessions (queue, session, state) VALUES ($1, $2, $3)", 3);
        deleteState = new(writer, "DELETE FROM sessions WHERE queue = $1 AND session = $2", 2);
        remember = new(writer, "INSERT INTO duplicates (sequence, queue, id, seen) VALUES ($1, $2, $3, $4)", 4);
        forget = new(writer, "DELETE FROM duplicates WHERE queue = $1 AND sequence <= $2", 2);
        reserve = new(writer, "INSERT OR REPLACE INTO meta (name, value) VALUES ('next_sequence', $1)", 1);
        select = new(reader, $"SELECT {Columns} FROM messages WHERE sequence = $1", 1);
        peek = new(reader, $"SELECT {Columns} FROM messages WHERE queue = $1 AND sequence >= $2 AND ($4 IS NULL OR session = $4) ORDER BY sequence LIMIT $3", 4);
    }

    /// <exception cref="InvalidDataException">The file is not a queue file, or it is damaged.</exception>
    public static MessageStore Open(string path)
    {
        try
        {
            var writer = Connect(path);
            Execute(writer, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;");
            Execute(writer, Schema);
            return new MessageStore(writer, Connect(path));
        }
        catch (SqliteException exception)
        {
            throw new InvalidDataException(
                $"{path} cannot be read as a queue file ({exception.Message}). Nothing was changed. Restore it from a backup, or move it away to start with empty queues.", exception);
        }
    }

    public void InTransaction(IReadOnlyList<Change> changes)
    {
        begin.Execute();
        try
        {
            foreach (var change in changes)
            {
                change.Write(this);
            }

            commit.Execute();
        }
        catch (SqliteException)
        {
            Rollback();
            throw;
        }
    }

    /// <summary>Some errors, a full disk among them, have rolled back already.</summary>
    private void Rollback()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(writer.Handle) == 0)
        {
            rollback.Execute();
        }
    }

    public void Insert(StoredMessage message) => insert.Execute(
        message.SequenceNumber, message.Queue, message.Session, message.EnqueuedAt, message.ExpiresAt, message.VisibleAt, message.Deliveries, message.Content);

    public void Delete(long sequenceNumber) => delete.Execute(sequenceNumber);

    public void SetDeliveries(long sequenceNumber, int deliveries) => setDeliveries.Execute(sequenceNumber, deliveries);

    public void SetContent(long sequenceNumber, byte[] content) => setContent.Execute(sequenceNumber, content);

    public void Move(long sequenceNumber, int queue, int deliveries, string? reason, string? description) =>
        move.Execute(sequenceNumber, queue, deliveries, reason, description);

    public void Activate(long sequenceNumber, long newSequenceNumber, long enqueuedAt, long expiresAt) =>
        activate.Execute(sequenceNumber, newSequenceNumber, enqueuedAt, expiresAt);

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

    public void Remember(long sequenceNumber, int queue, UInt128 key, long seenAt) =>
        remember.Execute(sequenceNumber, queue, DuplicateHistory.BytesOf(key), seenAt);

    public void Forget(int queue, long upToSequenceNumber) => forget.Execute(queue, upToSequenceNumber);

    public void ReserveSequenceNumbers(long next) => reserve.Execute(next);

    public StoredMessage? Read(long sequenceNumber)
    {
        lock (reading)
        {
            return select.Query(ReadMessage, sequenceNumber).FirstOrDefault();
        }
    }

    public IReadOnlyList<StoredMessage> Peek(int queue, long fromSequenceNumber, int maxMessages, string? session)
    {
        lock (reading)
        {
            return peek.Query(ReadMessage, queue, fromSequenceNumber, maxMessages, session);
        }
    }

    public int QueueId(string name)
    {
        using var command = writer.CreateCommand();
        command.CommandText = "INSERT OR IGNORE INTO queues (name) VALUES ($name); SELECT id FROM queues WHERE name = $name;";
        command.Parameters.AddWithValue("$name", name);
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public long NextSequenceNumber() => Load("SELECT value FROM meta WHERE name = 'next_sequence'", row => row.GetInt64(0)).FirstOrDefault(1);

    /// <summary>Everything but the contents, in order.</summary>
    public IEnumerable<StoredMessage> LoadMessages() => Load(
        "SELECT sequence, queue, session, enqueued, expires, visible, deliveries FROM messages ORDER BY sequence",
        row => new StoredMessage(
            row.GetInt64(0), row.GetInt32(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt32(6), []));

    public IEnumerable<(int Queue, string Session, byte[] State)> LoadStates() => Load(
        "SELECT queue, session, state FROM sessions", row => (row.GetInt32(0), row.GetString(1), row.GetFieldValue<byte[]>(2)));

    public IEnumerable<(int Queue, long SequenceNumber, UInt128 Key, long SeenAt)> LoadDuplicates() => Load(
        "SELECT queue, sequence, id, seen FROM duplicates ORDER BY sequence",
        row => (row.GetInt32(0), row.GetInt64(1), DuplicateHistory.KeyFrom(row.GetFieldValue<byte[]>(2)), row.GetInt64(3)));

    public void Dispose()
    {
        reader.Dispose();
        writer.Dispose();
    }

    private static StoredMessage ReadMessage(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetInt32(1),
        row.IsDBNull(2) ? null : row.GetString(2),
        row.GetInt64(3),
        row.GetInt64(4),
        row.GetInt64(5),
        row.GetInt32(6),
        row.GetFieldValue<byte[]>(7),
        row.IsDBNull(8) ? null : row.GetString(8),
        row.IsDBNull(9) ? null : row.GetString(9));

    private IEnumerable<T> Load<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var command = new SqliteCommand(sql, reader);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return read(rows);
        }
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
