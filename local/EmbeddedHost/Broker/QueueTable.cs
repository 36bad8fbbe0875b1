using System.Globalization;
using Microsoft.Data.Sqlite;

namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>
/// The messages of one queue, in a separate table so that the sequence number is the only index needed. Written within the store's
/// transactions; may be read at any time.
/// </summary>
internal sealed class QueueTable : IDisposable
{
    private const string Columns = "sequence, session, enqueued, expires, visible, deliveries, content, reason, description";

    private readonly SqliteConnection reader;
    private readonly Lock reading;
    private readonly string name;
    private readonly Statement insert;
    private readonly Statement delete;
    private readonly Statement setDeliveries;
    private readonly Statement setContent;
    private readonly Statement activate;
    private readonly SqliteConnection writer;
    private Statement? move;

    /// <param name="writer">Creates the table if it is missing.</param>
    /// <param name="reader">For reading, under <paramref name="reading"/>.</param>
    /// <param name="reading">Guards <paramref name="reader"/>.</param>
    /// <param name="id">The queue's id.</param>
    public QueueTable(SqliteConnection writer, SqliteConnection reader, Lock reading, int id)
    {
        (this.writer, this.reader, this.reading) = (writer, reader, reading);
        name = string.Create(CultureInfo.InvariantCulture, $"messages_{id}");

        using (var create = new Statement(writer, $"""
            CREATE TABLE IF NOT EXISTS {name} (
                sequence INTEGER PRIMARY KEY, session TEXT, enqueued INTEGER NOT NULL, expires INTEGER NOT NULL, visible INTEGER NOT NULL,
                deliveries INTEGER NOT NULL, content BLOB NOT NULL, reason TEXT, description TEXT)
            """))
        {
            create.Execute();
        }

        insert = new(writer, $"INSERT INTO {name} ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
        delete = new(writer, $"DELETE FROM {name} WHERE sequence = ?1");
        setDeliveries = new(writer, $"UPDATE {name} SET deliveries = ?2 WHERE sequence = ?1");
        setContent = new(writer, $"UPDATE {name} SET content = ?2 WHERE sequence = ?1");
        activate = new(writer, $"UPDATE {name} SET sequence = ?2, enqueued = ?3, expires = ?4, visible = 0 WHERE sequence = ?1");
    }

    public void Insert(StoredMessage message) => insert.Execute(
        message.SequenceNumber,
        message.Session,
        message.EnqueuedAt,
        message.ExpiresAt,
        message.VisibleAt,
        message.Deliveries,
        message.Content,
        message.DeadLetterReason,
        message.DeadLetterErrorDescription);

    public void Delete(long sequenceNumber) => delete.Execute(sequenceNumber);

    public void SetDeliveries(long sequenceNumber, int deliveries) => setDeliveries.Execute(sequenceNumber, deliveries);

    public void SetContent(long sequenceNumber, byte[] content) => setContent.Execute(sequenceNumber, content);

    public void Activate(long sequenceNumber, long newSequenceNumber, long enqueuedAt, long expiresAt) =>
        activate.Execute(sequenceNumber, newSequenceNumber, enqueuedAt, expiresAt);

    /// <param name="deadLetters">The dead-letter queue's table; always the same one.</param>
    /// <param name="sequenceNumber">The message, which keeps its number.</param>
    /// <param name="deliveries">How many deliveries there were.</param>
    /// <param name="reason">A short code.</param>
    /// <param name="description">An explanation.</param>
    /// <param name="content">The message with its properties modified; null leaves it unchanged.</param>
    public void MoveTo(QueueTable deadLetters, long sequenceNumber, int deliveries, string? reason, string? description, byte[]? content)
    {
        move ??= new(writer, $"""
            INSERT INTO {deadLetters.name} ({Columns})
            SELECT sequence, session, enqueued, expires, visible, ?2, COALESCE(?5, content), ?3, ?4 FROM {name} WHERE sequence = ?1
            """);
        move.Execute(sequenceNumber, deliveries, reason, description, content);
        delete.Execute(sequenceNumber);
    }

    /// <summary>Only written messages can be read; every message in memory is written.</summary>
    public StoredMessage? Read(long sequenceNumber) =>
        Peek(sequenceNumber, 1, session: null) is [var first] && first.SequenceNumber == sequenceNumber ? first : null;

    public IReadOnlyList<StoredMessage> Peek(long fromSequenceNumber, int maxMessages, string? session)
    {
        lock (reading)
        {
            using var command = new SqliteCommand(
                $"SELECT {Columns} FROM {name} WHERE sequence >= $1 AND ($3 IS NULL OR session = $3) ORDER BY sequence LIMIT $2", reader);
            command.Parameters.AddWithValue("$1", fromSequenceNumber);
            command.Parameters.AddWithValue("$2", maxMessages);
            command.Parameters.AddWithValue("$3", (object?)session ?? DBNull.Value);

            return [.. command.ReadAll(row => new StoredMessage(
                row.GetInt64(0),
                row.TextOrNull(1),
                row.GetInt64(2),
                row.GetInt64(3),
                row.GetInt64(4),
                row.GetInt32(5),
                row.GetFieldValue<byte[]>(6),
                row.TextOrNull(7),
                row.TextOrNull(8)))];
        }
    }

    /// <summary>Everything but the contents, in order. Only at startup.</summary>
    public IEnumerable<StoredMessage> Load()
    {
        using var command = new SqliteCommand(
            $"SELECT sequence, session, enqueued, expires, visible, deliveries FROM {name} ORDER BY sequence", reader);
        foreach (var message in command.ReadAll(row => new StoredMessage(
            row.GetInt64(0), row.TextOrNull(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt32(5), [])))
        {
            yield return message;
        }
    }

    public void Dispose()
    {
        foreach (var statement in new[] { insert, delete, setDeliveries, setContent, activate, move })
        {
            statement?.Dispose();
        }
    }
}
