using System.Globalization;
using System.Text.Json;
using AlturBridge.Messages;
using Azure;
using Azure.Data.Tables;

namespace AlturBridge.Operating.Journal;

/// <summary>
/// The journal in one Azure table. A lead's events are together in one of 256 partitions; the list of all leads, newest first, and the list
/// by reference are in one partition each. Any instance may write any row at any time: the time of a state is merged, never replaced.
/// </summary>
public sealed class TableLeadStore(TableClient table) : ILeadStore
{
    public const string Name = "alturbridgeleads";

    private const string List = "leads";
    private const string References = "references";
    private const string Last = "last";
    private const string EntryColumn = "entry";
    private const string SincePrefix = "since_";

    /// <summary>How many rows are searched for one page of a rare kind of lead.</summary>
    private const int MostSearched = 2_000;

    private static readonly LeadState[] States = Enum.GetValues<LeadState>();

    private volatile bool exists;

    public async Task WriteAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        await CreateAsync(cancellationToken);
        var listed = entries.Where(entry => entry.State is not null).GroupBy(
            entry => LeadKey.Of(entry.ReceivedAt, entry.Lead), StringComparer.Ordinal);
        var last = entries.GroupBy(entry => entry.Kind).Select(kind => kind.MaxBy(entry => entry.At)!);
        var rows = entries.Select(Row).Concat(listed.SelectMany(lead => ListRows(lead.Key, [.. lead]))).Concat(last.Select(LastRow));

        await table.SubmitAsync(
            rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertMerge, row)), cancellationToken);
    }

    public Task<IReadOnlyList<JournalEntry>> ReadAsync(string lead, CancellationToken cancellationToken) =>
        EntriesAsync(StoryAsync(lead, cancellationToken));

    public async Task<LeadList> ListAsync(LeadFilter filter, string? after, CancellationToken cancellationToken)
    {
        var (partition, prefix) = filter.Reference is { } reference ? (References, $"{LeadKey.Hash(reference)}-") : (List, string.Empty);
        var first = after ?? (filter.To is { } to ? $"{LeadKey.Reversed(to)}." : "0");
        var end = filter.From is { } from ? $"{LeadKey.Reversed(from)}." : ":";
        var leads = new List<LeadSummary>();
        var searched = 0;
        string? last = null;

        try
        {
            await foreach (var row in QueryAsync(partition, prefix + first, prefix + end, cancellationToken))
            {
                if (leads.Count == LeadFilter.PageSize || ++searched > MostSearched)
                {
                    return new LeadList(leads, last);
                }

                last = row.RowKey[prefix.Length..];
                if (await SummaryAsync(row, partition, last, cancellationToken) is { } lead && filter.Takes(lead))
                {
                    leads.Add(lead);
                }
            }
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == "TableNotFound")
        {
            // Nothing was written yet.
        }

        return new LeadList(leads, null);
    }

    public Task<IReadOnlyList<JournalEntry>> ReadLastAsync(CancellationToken cancellationToken) =>
        EntriesAsync(QueryAsync(Last, " ", "~", cancellationToken));

    public async Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await CreateAsync(cancellationToken);
        var forgotten = 0;
        var old = QueryAsync(List, $"{LeadKey.Reversed(before)}.", ":", cancellationToken);
        await Parallel.ForEachAsync(old, TableTransactions.AtOnce(cancellationToken), async (row, token) =>
        {
            if (await ForgetAsync(row, before, token))
            {
                Interlocked.Increment(ref forgotten);
            }
        });

        return forgotten;
    }

    private async Task<bool> ForgetAsync(TableEntity row, DateTimeOffset before, CancellationToken cancellationToken)
    {
        if (await ForgetStoryAsync(row.GetString("lead"), before, cancellationToken) == row.RowKey)
        {
            return false;
        }

        if (row.GetString("reference") is { } reference)
        {
            await table.DeleteEntityAsync(References, $"{LeadKey.Hash(reference)}-{row.RowKey}", cancellationToken: cancellationToken);
        }

        // Last: through this row the next run finds what a crash left behind.
        await table.DeleteEntityAsync(row, cancellationToken: cancellationToken);
        return true;
    }

    /// <summary>The story goes as a whole, unless the lead came or was replayed since: only this row leads to it.</summary>
    /// <returns>The list row of what stays; null if nothing does.</returns>
    private async Task<string?> ForgetStoryAsync(string lead, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var rows = await StoryAsync(lead, cancellationToken).ToListAsync(cancellationToken);
        var story = rows.ConvertAll(row => (Row: row, Entry: EntryOf(row)));
        var arrival = story.FindLast(
            row => row.Entry.Kind is LeadEventKind.Accepted or LeadEventKind.Replayed && row.Entry.At >= before).Entry;
        var past = story.Where(row => arrival is null || row.Entry.At < before).Select(
            row => new TableTransactionAction(TableTransactionActionType.Delete, row.Row, ETag.All));
        try
        {
            foreach (var transaction in past.Chunk(TableTransactions.MostRows))
            {
                await table.SubmitTransactionAsync(transaction, cancellationToken);
            }
        }
        catch (TableTransactionFailedException exception) when (exception.Status == 404)
        {
            // A lead that came twice has two list rows: the other one's run deleted these first.
            return await ForgetStoryAsync(lead, before, cancellationToken);
        }

        return arrival is null ? null : LeadKey.Of(arrival.ReceivedAt, lead);
    }

    private AsyncPageable<TableEntity> QueryAsync(string partition, string after, string before, CancellationToken cancellationToken) =>
        table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {after} and RowKey lt {before}"),
            cancellationToken: cancellationToken);

    private AsyncPageable<TableEntity> StoryAsync(string lead, CancellationToken cancellationToken) =>
        QueryAsync(StoryPartition(lead), $"{LeadKey.Hash(lead)}-", $"{LeadKey.Hash(lead)}.", cancellationToken);

    private static async Task<IReadOnlyList<JournalEntry>> EntriesAsync(AsyncPageable<TableEntity> rows)
    {
        var entries = new List<JournalEntry>();
        try
        {
            await foreach (var row in rows)
            {
                entries.Add(EntryOf(row));
            }
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == "TableNotFound")
        {
            // Nothing was written yet.
        }

        return entries;
    }

    private async Task<LeadSummary?> SummaryAsync(TableEntity row, string partition, string key, CancellationToken cancellationToken)
    {
        if (partition == List)
        {
            return Summary(row);
        }

        var listed = await table.GetEntityIfExistsAsync<TableEntity>(List, key, cancellationToken: cancellationToken);
        return listed.HasValue ? Summary(listed.Value!) : null;
    }

    private static LeadSummary Summary(TableEntity row)
    {
        // As in a lead's story: a delivered lead stays so until it dies again.
        var times = States.ToDictionary(state => state, state => row.GetInt64(SincePrefix + state) ?? 0);
        var (state, since) = times[LeadState.Delivered] > times[LeadState.Dead]
            ? new(LeadState.Delivered, times[LeadState.Delivered])
            : times.MaxBy(time => time.Value);
        return new LeadSummary(
            row.GetString("lead"), row.GetString("source"), row.GetString("reference"), state,
            new DateTimeOffset(row.GetInt64("received") ?? 0, TimeSpan.Zero), new DateTimeOffset(since, TimeSpan.Zero),
            state == LeadState.PutOff ? row.GetDateTimeOffset("until") : null,
            state == LeadState.PutOff ? row.GetString("rule") : null);
    }

    private static TableEntity Row(JournalEntry entry) => new(StoryPartition(entry.Lead), $"{LeadKey.Hash(entry.Lead)}-{Ticks(entry.At)}")
    {
        [EntryColumn] = Json(entry),
    };

    private static TableEntity LastRow(JournalEntry entry) => new(Last, entry.Kind.ToString())
    {
        [EntryColumn] = Json(entry.WithoutLead()),
    };

    private static IEnumerable<TableEntity> ListRows(string key, IReadOnlyList<JournalEntry> entries)
    {
        var row = new TableEntity(List, key)
        {
            ["lead"] = entries[0].Lead,
            ["source"] = entries[0].Source,
            ["received"] = entries[0].ReceivedAt.UtcTicks,
        };
        foreach (var entry in entries)
        {
            row[SincePrefix + entry.State] = entry.At.UtcTicks;
        }

        if (entries.LastOrDefault(entry => entry.Kind == LeadEventKind.PutOff) is { } putOff)
        {
            (row["until"], row["rule"]) = (putOff.Until, putOff.Rule);
        }

        if (entries.Select(entry => entry.Reference).FirstOrDefault(reference => reference is not null) is { } reference)
        {
            row["reference"] = reference;
            if (entries.Any(entry => entry.Kind == LeadEventKind.Accepted))
            {
                yield return new TableEntity(References, $"{LeadKey.Hash(reference)}-{key}");
            }
        }

        yield return row;
    }

    private static JournalEntry EntryOf(TableEntity row) =>
        JsonSerializer.Deserialize(row.GetString(EntryColumn), JournalJson.Readable.JournalEntry)!;

    private static string Json(JournalEntry entry) => JsonSerializer.Serialize(entry, JournalJson.Readable.JournalEntry);

    private static string StoryPartition(string lead) => LeadKey.Hash(lead)[..2];

    private static string Ticks(DateTimeOffset time) => time.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        if (!exists)
        {
            await table.CreateIfNotExistsAsync(cancellationToken);
            exists = true;
        }
    }
}
