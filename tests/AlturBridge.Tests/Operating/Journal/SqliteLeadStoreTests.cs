using AlturBridge.EmbeddedHost.Journal;
using AlturBridge.Messages;
using AlturBridge.Operating.Journal;
using AlturBridge.Testing;
using Microsoft.Data.Sqlite;
using static AlturBridge.Tests.Operating.Journal.JournalEntries;

namespace AlturBridge.Tests.Operating.Journal;

/// <summary>What the journal's file must do beyond any <see cref="LeadStoreTests"/>: be opened again.</summary>
public sealed class SqliteLeadStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private SqliteLeadStore store;

    public SqliteLeadStoreTests() => store = SqliteLeadStore.Open(folder.Path);

    [Fact]
    public async Task A_lead_that_comes_again_after_it_was_forgotten_is_known_to_the_file_opened_again()
    {
        await store.WriteAsync(
            [Of("crm:old", LeadEventKind.Accepted, -10, received: -10), Of("crm:new", LeadEventKind.Accepted)], default);
        await store.ForgetAsync(Noon, default);
        var again = Of("crm:old", LeadEventKind.Accepted, 1, received: 1);
        await store.WriteAsync([again, Of("crm:other", LeadEventKind.Accepted, 2, received: 2)], default);

        Reopen();

        Assert.Equal([again], await store.ReadAsync("crm:old", default));
        Assert.Equal(3, (await store.ListAsync(new LeadFilter(), null, default)).Leads.Count);
    }

    [Fact]
    public async Task A_lead_whose_first_write_failed_is_written_the_next_time()
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "journal.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "ALTER TABLE leads RENAME TO hidden";
        await command.ExecuteNonQueryAsync();
        var first = Of("crm:1", LeadEventKind.Accepted);
        var second = Of("crm:1", LeadEventKind.Called, 1);
        await Assert.ThrowsAsync<SqliteException>(() => store.WriteAsync([first], default));
        command.CommandText = "ALTER TABLE hidden RENAME TO leads";
        await command.ExecuteNonQueryAsync();
        await store.WriteAsync([second], default);

        Reopen();

        Assert.Equal([second], await store.ReadAsync("crm:1", default));
    }

    [Fact]
    public async Task A_file_opened_again_knows_its_leads()
    {
        var entry = Of("crm:1", LeadEventKind.Accepted);
        await store.WriteAsync([entry], default);
        Reopen();

        Assert.Equal([entry], await store.ReadAsync("crm:1", default));
        Assert.Empty(await store.ReadAsync("crm:2", default));
    }

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    private void Reopen()
    {
        store.Dispose();
        store = SqliteLeadStore.Open(folder.Path);
    }
}
