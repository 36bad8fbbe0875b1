using System.Diagnostics.Metrics;
using AlturBridge.Messages;
using AlturBridge.Operating.Journal;
using AlturBridge.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AlturBridge.Tests.Operating.Journal;

public sealed class LeadJournalTests : IAsyncDisposable
{
    private readonly ScriptedStore store = new();
    private readonly LogKeeper<LeadJournal> logs = new();
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider time = new(JournalEntries.Noon);
    private readonly LeadJournal journal;

    public LeadJournalTests() =>
        journal = new LeadJournal(store, new ContentDigest("secret"), services.GetRequiredService<IMeterFactory>(), time, logs);

    [Fact]
    public async Task Events_are_written_in_order_even_at_one_moment()
    {
        journal.Start();
        Tell("crm:1", "crm:2", "crm:3");
        await Eventually.TrueAsync(() => store.Written.Count == 3);

        Assert.Equal(["crm:1", "crm:2", "crm:3"], store.Written.OrderBy(entry => entry.At).Select(entry => entry.Lead));
        Assert.Equal(3, store.Written.Select(entry => entry.At).Distinct().Count());
    }

    [Fact]
    public async Task Events_reported_before_a_stop_are_written()
    {
        journal.Start();
        Tell("crm:1");
        await journal.StopAsync();

        Assert.Equal("crm:1", Assert.Single(store.Written).Lead);
    }

    [Fact]
    public async Task Events_the_store_refuses_are_counted_and_logged_once()
    {
        store.Writing = () => throw new IOException("+12025550143 is on a full disk");
        journal.Start();
        Tell("crm:1");
        await Eventually.TrueAsync(() => journal.Lost == 1);
        Tell("crm:2");
        await Eventually.TrueAsync(() => journal.Lost == 2);

        Assert.Equal(time.GetUtcNow(), journal.FailingSince);
        Assert.Single(logs.Entries);
        Assert.DoesNotContain("2025550143", logs.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_works_again_is_used_again()
    {
        store.Writing = () => throw new IOException();
        journal.Start();
        Tell("crm:1");
        await Eventually.TrueAsync(() => journal.Lost == 1);
        store.Writing = () => Task.CompletedTask;
        Tell("crm:2");
        await Eventually.TrueAsync(() => journal.FailingSince is null);

        Assert.Equal("crm:2", Assert.Single(store.Written).Lead);
    }

    [Fact]
    public async Task A_hanging_store_keeps_nobody_waiting_and_dropped_events_are_counted()
    {
        var hanging = new TaskCompletionSource();
        store.Writing = () => hanging.Task;
        journal.Start();
        Tell("crm:first");
        for (var index = 0; journal.Lost == 0; index++)
        {
            Tell($"crm:{index}");
            Assert.True(index < 3 * LeadJournal.Capacity, "The journal takes without end.");
        }

        hanging.SetResult();
        await Eventually.TrueAsync(() => store.Written.Count > LeadJournal.Capacity / 2);
    }

    [Fact]
    public void A_digest_differs_by_content_and_not_by_a_changed_secret()
    {
        var (one, other) = (new ContentDigest("secret"), new ContentDigest("rotated"));

        Assert.Equal(one.Of(new BinaryData("a")), one.Of(new BinaryData("a")));
        Assert.True(ContentDigest.Differ(one.Of(new BinaryData("a")), one.Of(new BinaryData("b"))));
        Assert.False(ContentDigest.Differ(one.Of(new BinaryData("a")), one.Of(new BinaryData("a"))));
        Assert.False(ContentDigest.Differ(one.Of(new BinaryData("a")), other.Of(new BinaryData("b"))));
        Assert.False(ContentDigest.Differ(null, one.Of(new BinaryData("a"))));
    }

    [Fact]
    public async Task Nothing_of_a_lead_but_its_ids_is_written()
    {
        journal.Start();
        var call = CallMessage.Create("crm:1", "crm", new BinaryData("""{"phone_number_to":"+12025550143","end_user_display_name":"Zoë"}"""), "lane-1", time.GetUtcNow(), TimeSpan.FromDays(1));
        journal.Add(LeadEvent.Accepted(call));
        await Eventually.TrueAsync(() => !store.Written.IsEmpty);

        var text = Assert.Single(store.Written).ToString();
        Assert.DoesNotContain("2025550143", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Zo", text, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await journal.StopAsync();
        journal.Dispose();
        await services.DisposeAsync();
    }

    private void Tell(params string[] leads)
    {
        foreach (var lead in leads)
        {
            journal.Add(LeadEvent.Accepted(
                CallMessage.Create(lead, "crm", new BinaryData("{}"), "lane-1", time.GetUtcNow(), TimeSpan.FromDays(1))));
        }
    }
}
