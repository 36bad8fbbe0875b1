using AlturBridge.Messages;
using AlturBridge.Operating.DoNotCall;
using AlturBridge.Operating.Journal;
using Azure.Core;
using static AlturBridge.Tests.Operating.Journal.JournalEntries;

namespace AlturBridge.Tests.Operating.Journal;

/// <summary>How the Azure tables are asked: a journal of millions of leads is written and forgotten in time, on one core too.</summary>
public sealed class TableRequestTests
{
    private readonly RequestGate gate = new();

    [AzuriteFact]
    public async Task A_long_story_is_forgotten_in_few_requests()
    {
        var store = await OpenAsync();
        await store.WriteAsync(
            [.. Enumerable.Range(0, 150).Select(index => Of("crm:1", LeadEventKind.AttemptFailed, index - 200, received: -200))],
            default);
        gate.Methods.Clear();

        Assert.Equal(1, await store.ForgetAsync(Noon, default));

        Assert.Equal(2, gate.Methods.Count(method => method == RequestMethod.Post));
        Assert.Equal(1, gate.Methods.Count(method => method == RequestMethod.Delete));
        Assert.Empty(await store.ReadAsync("crm:1", default));
    }

    [AzuriteFact]
    public async Task Several_leads_are_forgotten_at_once()
    {
        var store = await OpenAsync();
        await store.WriteAsync(Leads(), default);
        gate.Holds = request => request.Method == RequestMethod.Post;

        Assert.Equal(20, await store.ForgetAsync(Noon, default));

        Assert.True(gate.WasOpened);
    }

    [AzuriteFact]
    public async Task A_lead_that_came_twice_is_forgotten_by_both_its_rows()
    {
        var store = await OpenAsync();
        await store.WriteAsync(
            [.. Enumerable.Range(-20, RequestGate.Width).Select(minutes => Of("crm:1", LeadEventKind.Accepted, minutes, minutes))],
            default);
        gate.Holds = request => request.Method == RequestMethod.Post;

        Assert.Equal(RequestGate.Width, await store.ForgetAsync(Noon, default));

        Assert.Empty(await store.ReadAsync("crm:1", default));
        Assert.Empty((await store.ListAsync(new LeadFilter(), null, default)).Leads);
    }

    [AzuriteFact]
    public async Task Several_transactions_are_written_at_once()
    {
        gate.Holds = request => request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal);

        await (await OpenAsync()).WriteAsync(Leads(), default);

        Assert.True(gate.WasOpened);
    }

    [AzuriteFact]
    public async Task Several_parts_of_a_do_not_call_list_are_written_at_once()
    {
        var table = await Azurite.NewTableAsync(gate.Options());
        await table.CreateAsync();
        gate.Holds = request => request.Method == RequestMethod.Post;

        await new TableDoNotCallStore(table).AddAsync([.. Enumerable.Range(0, 20).Select(index => $"{index:00}digest")], Noon, default);

        Assert.True(gate.WasOpened);
    }

    private static JournalEntry[] Leads() =>
        [.. Enumerable.Range(0, 20).Select(index => Of($"crm:{index}", LeadEventKind.Accepted, -10, received: -10))];

    private async Task<TableLeadStore> OpenAsync() => new(await Azurite.NewTableAsync(gate.Options()));
}
