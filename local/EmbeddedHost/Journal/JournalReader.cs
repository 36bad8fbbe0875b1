using System.Text.Json;
using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.Messages;
using AlturBridge.Operating.Journal;
using Microsoft.Data.Sqlite;

namespace AlturBridge.EmbeddedHost.Journal;

/// <summary>Reads the journal's file, on a connection of its own: SQLite lets it read while events are written.</summary>
internal sealed class JournalReader : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand story;
    private readonly Lock gate = new();

    public JournalReader(SqliteConnection connection)
    {
        this.connection = connection;
        story = connection.Command("SELECT entry FROM events WHERE lead = $1 ORDER BY at", string.Empty);
        story.Prepare();
    }

    public LeadNumbers Numbers()
    {
        lock (gate)
        {
            return new LeadNumbers(connection);
        }
    }

    /// <summary>The events of the leads with this number.</summary>
    public IReadOnlyList<JournalEntry> Story(long number)
    {
        lock (gate)
        {
            story.Parameters[0].Value = number;
            return ReadAll(story);
        }
    }

    /// <summary>The last event of each kind.</summary>
    public IReadOnlyList<JournalEntry> Last()
    {
        lock (gate)
        {
            using var command = connection.Command("SELECT entry FROM last");
            return ReadAll(command);
        }
    }

    public LeadList List(LeadFilter filter, string? after)
    {
        lock (gate)
        {
            // SQLite uses the index on references only without an OR.
            var byReference = filter.Reference is null ? string.Empty : "AND reference = $3";
            var (received, hash) = after is null ? (filter.To?.UtcTicks ?? long.MaxValue, long.MinValue) : LeadKey.Numbers(after);
            using var command = connection.Command(
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

            return new LeadList(page, found.Count > page.Count ? LeadKey.Of(page[^1].ReceivedAt, page[^1].Id) : null);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            story.Dispose();
            connection.Dispose();
        }
    }

    private static IReadOnlyList<JournalEntry> ReadAll(SqliteCommand command) =>
        [.. command.ReadAll(row => JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(0), JournalJson.Readable.JournalEntry)!)];

    private static LeadSummary Summary(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.TextOrNull(2),
        (LeadState)row.GetInt32(3),
        new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero),
        new DateTimeOffset(row.GetInt64(5), TimeSpan.Zero),
        row.IsDBNull(6) ? null : new DateTimeOffset(row.GetInt64(6), TimeSpan.Zero),
        row.TextOrNull(7));
}
