using System.Text.Json;
using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.Messages;
using AlturBridge.Operating.Journal;
using Microsoft.Data.Sqlite;

namespace AlturBridge.EmbeddedHost.Journal;

/// <summary>Writes the journal's file, each list of events in one transaction.</summary>
internal sealed class JournalWriter : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Statement begin;
    private readonly Statement commit;
    private readonly Statement rollback;
    private readonly Statement insert;
    private readonly Statement list;
    private readonly Statement setLast;
    private readonly Statement addNumber;
    private readonly Lock gate = new();

    public JournalWriter(SqliteConnection connection)
    {
        this.connection = connection;
        (begin, commit, rollback) = (new(connection, "BEGIN"), new(connection, "COMMIT"), new(connection, "ROLLBACK"));
        insert = new(connection, "INSERT OR IGNORE INTO events VALUES (?1, ?2, ?3)");
        addNumber = new(connection, "INSERT INTO numbers VALUES (?1, ?2)");
        setLast = new(connection, "INSERT OR REPLACE INTO last VALUES (?1, ?2)");

        // As in a lead's story: a delivered lead stays so until it dies again.
        list = new(connection, $"""
            INSERT INTO leads VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (received, hash) DO UPDATE SET
                state = excluded.state, since = excluded.since, until = excluded.until, rule = excluded.rule,
                reference = coalesce(reference, excluded.reference)
            WHERE CASE
                WHEN excluded.state = {(int)LeadState.Delivered} THEN state <> {(int)LeadState.Dead} OR excluded.since >= since
                WHEN state = {(int)LeadState.Delivered} THEN excluded.state = {(int)LeadState.Dead} AND excluded.since >= since
                ELSE excluded.since >= since END
            """);
    }

    /// <param name="entries">The events.</param>
    /// <param name="known">The leads in the file; receives the new ones.</param>
    public void Write(IReadOnlyList<JournalEntry> entries, LeadNumbers known)
    {
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
        }
    }

    /// <param name="before">When the oldest event that stays happened.</param>
    /// <param name="known">The leads in the file; those without an event are removed.</param>
    /// <returns>How many leads are gone.</returns>
    public int Forget(DateTimeOffset before, LeadNumbers known)
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

        connection.Dispose();
    }

    private void Write(IReadOnlyList<JournalEntry> entries, LeadNumbers known, Dictionary<long, long> added)
    {
        foreach (var last in entries.GroupBy(entry => entry.Kind).Select(kind => kind.MaxBy(entry => entry.At)!))
        {
            setLast.Execute((long)last.Kind, Json(last.WithoutLead()));
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
                    Ticks(state == LeadState.PutOff ? entry.Until : null), entry.Rule);
            }
        }
    }

    private static SqlValue Ticks(DateTimeOffset? time) => time is { } known ? known.UtcTicks : (string?)null;

    private static byte[] Json(JournalEntry entry) => JsonSerializer.SerializeToUtf8Bytes(entry, JournalJson.Readable.JournalEntry);

    private int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = connection.Command(sql, values);
        return command.ExecuteNonQuery();
    }
}
