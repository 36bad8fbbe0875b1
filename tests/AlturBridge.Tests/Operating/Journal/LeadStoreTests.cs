using AlturBridge.EmbeddedHost.Journal;
using AlturBridge.Messages;
using AlturBridge.Operating.Journal;
using AlturBridge.Testing;
using static AlturBridge.Tests.Operating.Journal.JournalEntries;

namespace AlturBridge.Tests.Operating.Journal;

/// <summary>What any journal store must do; run against a file, and against Azure tables if Azurite is installed.</summary>
public sealed class LeadStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private SqliteLeadStore? file;

    public static TheoryData<string> Stores => Azurite.Path is null ? ["file"] : ["file", "table"];

    [AzuriteFact]
    public void Azure_tables_are_among_the_stores_tested() => Assert.Contains("table", Stores.Cast<object[]>().Select(row => row[0]));

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_story_is_told_in_order_with_everything_known(string kind)
    {
        var store = await OpenAsync(kind);
        var accepted = Of("crm:1", LeadEventKind.Accepted) with { Reference = "30129451", Digest = "12345678:abcdef" };
        var failed = Of("crm:1", LeadEventKind.AttemptFailed, 1) with { Attempt = 1, Why = "Altur answered 503." };
        var called = Of("crm:1", LeadEventKind.Called, 2) with { CallId = "call-1" };
        var dead = Of("crm:1", LeadEventKind.DeadLettered, 3) with { Queue = "call-records", Reason = "WebhookGone", SequenceNumber = 47 };

        await store.WriteAsync([accepted, dead, Of("crm:2", LeadEventKind.Accepted)], default);
        await store.WriteAsync([called, failed], default);

        Assert.Equal([accepted, failed, called, dead], await store.ReadAsync("crm:1", default));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Nothing_is_known_before_anything_was_written(string kind)
    {
        var store = await OpenAsync(kind);

        Assert.Empty(await store.ReadAsync("crm:1", default));
        Assert.Empty((await store.ListAsync(new LeadFilter(), null, default)).Leads);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_entry_written_twice_is_there_once(string kind)
    {
        var store = await OpenAsync(kind);
        var entry = Of("crm:1", LeadEventKind.Accepted);

        await store.WriteAsync([entry], default);
        await store.WriteAsync([entry], default);

        Assert.Equal([entry], await store.ReadAsync("crm:1", default));
        Assert.Single((await store.ListAsync(new LeadFilter(), null, default)).Leads);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_list_shows_the_newest_lead_first_in_its_latest_state(string kind)
    {
        var store = await OpenAsync(kind);
        await store.WriteAsync(
            [Of("crm:1", LeadEventKind.Accepted), Of("crm:2", LeadEventKind.Accepted, 1, received: 1) with { Reference = "7" }], default);
        await store.WriteAsync([Of("crm:1", LeadEventKind.Called, 2), Of("crm:1", LeadEventKind.Delivered, 3)], default);
        await store.WriteAsync([Of("crm:1", LeadEventKind.DeliveryFailed, 4)], default);

        Assert.Equal(
            [
                new LeadSummary("crm:2", "crm", "7", LeadState.Waiting, Noon.AddMinutes(1), Noon.AddMinutes(1)),
                new LeadSummary("crm:1", "crm", null, LeadState.Delivered, Noon, Noon.AddMinutes(3)),
            ],
            (await store.ListAsync(new LeadFilter(), null, default)).Leads);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_lead_that_is_put_off_says_until_when_and_by_which_rule(string kind)
    {
        var store = await OpenAsync(kind);
        var putOff = Of("crm:1", LeadEventKind.PutOff, 1) with { Until = Noon.AddHours(20), Rule = "Calling__Hours" };
        await store.WriteAsync([Of("crm:1", LeadEventKind.Accepted), putOff], default);
        var filter = new LeadFilter(State: LeadState.PutOff);

        Assert.Equal(
            new LeadSummary(
                "crm:1", "crm", null, LeadState.PutOff, Noon, Noon.AddMinutes(1), Noon.AddHours(20), "Calling__Hours"),
            Assert.Single((await store.ListAsync(filter, null, default)).Leads));
        Assert.Contains(putOff, await store.ReadAsync("crm:1", default));

        await store.WriteAsync([Of("crm:1", LeadEventKind.AttemptFailed, 2)], default);

        Assert.Empty((await store.ListAsync(filter, null, default)).Leads);
        Assert.Equal(
            new LeadSummary("crm:1", "crm", null, LeadState.Waiting, Noon, Noon.AddMinutes(2)),
            Assert.Single((await store.ListAsync(new LeadFilter(), null, default)).Leads));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_event_that_arrives_late_does_not_turn_a_state_back(string kind)
    {
        var store = await OpenAsync(kind);
        await store.WriteAsync([Of("crm:1", LeadEventKind.Delivered, 3)], default);
        await store.WriteAsync([Of("crm:1", LeadEventKind.Called, 2), Of("crm:1", LeadEventKind.Accepted)], default);

        Assert.Equal(LeadState.Delivered, Assert.Single((await store.ListAsync(new LeadFilter(), null, default)).Leads).State);
    }

    /// <summary>
    /// After a crash a kept answer is handed on again, or a dead letter replayed again, and the queue drops the second message.
    /// </summary>
    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_delivered_lead_stays_so_until_it_dies_again(string kind)
    {
        var store = await OpenAsync(kind);
        await store.WriteAsync([Of("crm:1", LeadEventKind.Called, 1), Of("crm:1", LeadEventKind.Called, 3)], default);
        await store.WriteAsync([Of("crm:1", LeadEventKind.Delivered, 2)], default);
        await store.WriteAsync([Of("crm:1", LeadEventKind.Replayed, 4), Of("crm:1", LeadEventKind.Discarded, 5)], default);

        Assert.Equal((LeadState.Delivered, Noon.AddMinutes(2)), await StateAsync());
        Assert.Equal(LeadState.Delivered, LeadReport.Of(await store.ReadAsync("crm:1", default))!.State);

        await store.WriteAsync([Of("crm:1", LeadEventKind.DeadLettered, 6)], default);
        Assert.Equal((LeadState.Dead, Noon.AddMinutes(6)), await StateAsync());
        Assert.Equal(LeadState.Dead, LeadReport.Of(await store.ReadAsync("crm:1", default))!.State);

        await store.WriteAsync([Of("crm:1", LeadEventKind.Replayed, 7)], default);
        Assert.Equal((LeadState.Waiting, Noon.AddMinutes(7)), await StateAsync());
        Assert.Equal(LeadState.Waiting, LeadReport.Of(await store.ReadAsync("crm:1", default))!.State);

        async Task<(LeadState, DateTimeOffset)> StateAsync() =>
            Assert.Single((await store.ListAsync(new LeadFilter(), null, default)).Leads) is var lead ? (lead.State, lead.At) : default;
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_lead_that_comes_again_after_it_was_delivered_waits(string kind)
    {
        var store = await OpenAsync(kind);
        await store.WriteAsync(
            [Of("crm:1", LeadEventKind.Delivered, 1), Of("crm:1", LeadEventKind.Accepted, 2000, received: 2000)], default);

        Assert.Equal(LeadState.Waiting, LeadReport.Of(await store.ReadAsync("crm:1", default))!.State);
    }

    /// <summary>Another program may queue a lead with properties of 32 KB; a column of a table takes 32,768 characters.</summary>
    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_foreign_property_that_is_too_long_costs_no_event(string kind)
    {
        var store = await OpenAsync(kind);
        var call = CallMessage.Create(
            "crm:1", "crm", new BinaryData("{}"), "lane-1", Noon, TimeSpan.FromDays(1), reference: new string('7', 32_000));

        await store.WriteAsync([JournalEntry.Of(LeadEvent.Accepted(call), Noon, new ContentDigest("secret"))], default);

        var entry = Assert.Single(await store.ReadAsync("crm:1", default));
        Assert.Equal((LeadEventKind.Accepted, (string?)null), (entry.Kind, entry.Reference));
        Assert.Single((await store.ListAsync(new LeadFilter(), null, default)).Leads);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Leads_are_filtered_by_state_source_reference_and_time(string kind)
    {
        var store = await OpenAsync(kind);
        await store.WriteAsync(
            [
                Of("crm:1", LeadEventKind.Accepted) with { Reference = "it's" },
                Of("web:2", LeadEventKind.Accepted, 1, received: 1),
                Of("web:2", LeadEventKind.Called, 2, received: 1),
                Of("crm:3", LeadEventKind.Accepted, 3, received: 3),
            ],
            default);

        Assert.Equal(["web:2"], await IdsAsync(new LeadFilter(State: LeadState.Called)));
        Assert.Equal(["crm:3", "crm:1"], await IdsAsync(new LeadFilter(Source: "CRM")));
        Assert.Equal(["crm:1"], await IdsAsync(new LeadFilter(Reference: "it's")));
        Assert.Equal(["crm:3", "web:2"], await IdsAsync(new LeadFilter(From: Noon.AddMinutes(1))));
        Assert.Equal(["web:2", "crm:1"], await IdsAsync(new LeadFilter(To: Noon.AddMinutes(3))));

        async Task<IEnumerable<string>> IdsAsync(LeadFilter filter) =>
            (await store.ListAsync(filter, null, default)).Leads.Select(lead => lead.Id);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Pages_follow_each_other_without_a_gap_or_a_lead_twice(string kind)
    {
        var store = await OpenAsync(kind);
        var all = Enumerable.Range(0, LeadFilter.PageSize + 20).Select(index => $"crm:{index}").ToList();
        await store.WriteAsync([.. all.Select((lead, index) => Of(lead, LeadEventKind.Accepted, received: index / 3))], default);

        var first = await store.ListAsync(new LeadFilter(), null, default);
        var second = await store.ListAsync(new LeadFilter(), first.Next, default);

        Assert.Equal((LeadFilter.PageSize, 20), (first.Leads.Count, second.Leads.Count));
        Assert.True(LeadKey.IsKey(first.Next!));
        Assert.Null(second.Next);
        Assert.Equal(
            all.Order(StringComparer.Ordinal), first.Leads.Concat(second.Leads).Select(lead => lead.Id).Order(StringComparer.Ordinal));
        Assert.Equal(
            first.Leads.Concat(second.Leads).Select(lead => lead.ReceivedAt).OrderDescending(),
            first.Leads.Concat(second.Leads).Select(lead => lead.ReceivedAt));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_last_event_of_each_kind_is_known(string kind)
    {
        var store = await OpenAsync(kind);
        var called = Of("crm:2", LeadEventKind.Called, 2);
        var accepted = Of("crm:3", LeadEventKind.Accepted, 3);
        await store.WriteAsync([Of("crm:1", LeadEventKind.Called, 1), called, Of("crm:1", LeadEventKind.Accepted)], default);
        await store.WriteAsync([accepted], default);

        Assert.Equal(
            [accepted.WithoutLead(), called.WithoutLead()],
            (await store.ReadLastAsync(default)).OrderByDescending(entry => entry.At));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_last_event_of_a_kind_names_no_lead_that_is_forgotten(string kind)
    {
        var store = await OpenAsync(kind);
        await store.WriteAsync(
            [Of("crm:1", LeadEventKind.Called, -10, received: -10) with { Reference = "r-7", CallId = "c-7", Digest = "d-7" }], default);
        await store.ForgetAsync(Noon, default);

        var last = Assert.Single(await store.ReadLastAsync(default));
        Assert.Equal((Noon.AddMinutes(-10), LeadEventKind.Called), (last.At, last.Kind));
        Assert.Equal(
            (string.Empty, string.Empty, null, null, null), (last.Lead, last.Source, last.Reference, last.CallId, last.Digest));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Leads_of_long_ago_are_forgotten_and_no_others(string kind)
    {
        var store = await OpenAsync(kind);
        await store.WriteAsync(
            [Of("crm:old", LeadEventKind.Accepted, -10, received: -10) with { Reference = "7" }, Of(
                "crm:old", LeadEventKind.Called, -9, received: -10), Of("crm:new", LeadEventKind.Accepted)], default);

        Assert.Equal(1, await store.ForgetAsync(Noon, default));

        Assert.Empty(await store.ReadAsync("crm:old", default));
        Assert.Empty((await store.ListAsync(new LeadFilter(Reference: "7"), null, default)).Leads);
        Assert.Equal(["crm:new"], (await store.ListAsync(new LeadFilter(), null, default)).Leads.Select(lead => lead.Id));
        Assert.Equal(0, await store.ForgetAsync(Noon, default));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Nothing_is_forgotten_before_anything_was_written(string kind) =>
        Assert.Equal(0, await (await OpenAsync(kind)).ForgetAsync(Noon, default));

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_happened_to_a_lead_after_it_was_forgotten_is_forgotten_in_its_time(string kind)
    {
        var store = await OpenAsync(kind);
        await store.WriteAsync(
            [Of("crm:1", LeadEventKind.Accepted, -10, received: -10), Of("crm:1", LeadEventKind.Duplicate, 1, received: 1)], default);

        await store.ForgetAsync(Noon, default);
        await store.ForgetAsync(Noon.AddMinutes(2), default);

        Assert.Empty(await store.ReadAsync("crm:1", default));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_lead_that_came_or_was_replayed_since_is_forgotten_from_then_on(string kind)
    {
        var store = await OpenAsync(kind);
        JournalEntry[] came = [Of("crm:1", LeadEventKind.Accepted, 1, received: 1), Of("crm:1", LeadEventKind.Called, 2, received: 1)];
        JournalEntry[] replayed =
            [Of("crm:2", LeadEventKind.Replayed, 1, received: -10), Of("crm:2", LeadEventKind.Called, 2, received: -10)];
        await store.WriteAsync(
            [
                Of("crm:1", LeadEventKind.Accepted, -10, received: -10), .. came,
                Of("crm:2", LeadEventKind.Accepted, -10, received: -10), .. replayed,
            ],
            default);

        await store.ForgetAsync(Noon, default);
        Assert.Equal(came, await store.ReadAsync("crm:1", default));
        Assert.Equal(replayed, await store.ReadAsync("crm:2", default));

        await store.ForgetAsync(Noon.AddMinutes(3), default);
        Assert.Empty(await store.ReadAsync("crm:1", default));
        Assert.Empty(await store.ReadAsync("crm:2", default));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_id_may_contain_what_a_table_key_cannot(string kind)
    {
        var store = await OpenAsync(kind);
        var entry = Of(@"crm:a/b\c#d?e%2F'f", LeadEventKind.Accepted);

        await store.WriteAsync([entry], default);

        Assert.Equal([entry], await store.ReadAsync(entry.Lead, default));
    }

    public void Dispose()
    {
        file?.Dispose();
        folder.Dispose();
    }

    private async Task<ILeadStore> OpenAsync(string kind) =>
        kind == "table" ? new TableLeadStore(await Azurite.NewTableAsync()) : file = SqliteLeadStore.Open(folder.Path);
}
