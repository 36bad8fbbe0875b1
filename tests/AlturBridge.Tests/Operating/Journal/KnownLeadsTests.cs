using AlturBridge.Configuration;
using AlturBridge.Messages;
using AlturBridge.Operating.DeadLetters;
using AlturBridge.Operating.Journal;
using AlturBridge.Testing;
using AlturBridge.Tests.Operating.DeadLetters;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using static AlturBridge.Tests.Operating.Journal.JournalEntries;

namespace AlturBridge.Tests.Operating.Journal;

public sealed class KnownLeadsTests : IAsyncDisposable
{
    private static readonly ContentDigest Digest = new("secret");

    private readonly ScriptedStore store = new();
    private readonly DeadLetterBench bench = new();
    private readonly FakeTimeProvider time = new(Noon);
    private readonly LogKeeper<KnownLeads> logs = new();
    private readonly KnownLeads leads;

    public KnownLeadsTests() => leads = new KnownLeads(store, Digest, bench.Desk, Options.Create(new LeadsOptions()), time, logs);

    [Fact]
    public async Task A_lead_is_known_by_its_story()
    {
        Know(Of("crm:1", LeadEventKind.Accepted), Of("crm:1", LeadEventKind.Called));

        var known = await FindAsync("crm:1", "crm:2");

        Assert.Equal(new KnownLead(LeadState.Called, HasOtherContent: false, IsRevivable: false), Assert.Single(known).Value);
    }

    [Theory]
    [InlineData("{}", false)]
    [InlineData("""{"other":true}""", true)]
    public async Task Other_content_is_noticed(string before, bool isOther)
    {
        Know(Of("crm:1", LeadEventKind.Accepted) with { Digest = Digest.Of(new BinaryData(before)) });

        Assert.Equal(isOther, (await FindAsync("crm:1"))["crm:1"].HasOtherContent);
    }

    [Theory]
    [InlineData(DeadLetterReason.AlturUnavailable, true)]
    [InlineData(DeadLetterReason.Refused, true)]
    [InlineData(DeadLetterReason.OutcomeUnknown, false)]
    [InlineData(DeadLetterReason.UnreadableRecord, false)]
    public async Task Only_a_lead_that_was_surely_not_called_can_be_revived(string reason, bool isRevivable)
    {
        Know(
            Of("crm:1", LeadEventKind.Accepted),
            Of("crm:1", LeadEventKind.DeadLettered) with { Queue = "calls", Reason = reason, SequenceNumber = 7 });

        Assert.Equal(isRevivable, (await FindAsync("crm:1"))["crm:1"].IsRevivable);
    }

    [Fact]
    public async Task After_a_day_a_lead_is_another_one_unless_its_dead_letter_is_still_there()
    {
        Know(
            Of("crm:1", LeadEventKind.Accepted),
            Of("crm:1", LeadEventKind.Delivered),
            Of("crm:2", LeadEventKind.Accepted),
            Of("crm:2", LeadEventKind.DeadLettered) with { Queue = "calls", Reason = DeadLetterReason.Refused, SequenceNumber = 7 });
        time.Advance(TimeSpan.FromHours(25));

        Assert.Equal(["crm:2"], (await FindAsync("crm:1", "crm:2")).Keys);
    }

    /// <summary>In an outage it stays there until it is too old and a function ends it: a second one would be called too.</summary>
    [Fact]
    public async Task A_lead_that_waits_is_known_as_long_as_the_queue_may_hold_it()
    {
        Know(Of("crm:1", LeadEventKind.Accepted));
        time.Advance(TimeSpan.FromHours(47));

        Assert.Equal(
            new KnownLead(LeadState.Waiting, HasOtherContent: false, IsRevivable: false, IsRecent: false),
            (await FindAsync("crm:1"))["crm:1"]);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await FindAsync("crm:1"));
    }

    /// <summary>Otherwise the person would be called twice: the queue recognises an id for a day only.</summary>
    [Theory]
    [InlineData(LeadEventKind.PutOff, LeadState.PutOff)]
    [InlineData(LeadEventKind.Accepted, LeadState.Waiting)]
    public async Task A_lead_that_is_to_be_called_in_more_than_a_day_is_known_until_it_is_too_old(LeadEventKind last, LeadState state)
    {
        Know(Of("crm:1", LeadEventKind.Accepted), Of("crm:1", last) with { Until = Noon.AddHours(60) });
        time.Advance(TimeSpan.FromHours(107));

        Assert.Equal(
            new KnownLead(state, HasOtherContent: false, IsRevivable: false, IsRecent: false), (await FindAsync("crm:1"))["crm:1"]);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await FindAsync("crm:1"));
    }

    [Fact]
    public async Task A_lead_that_is_put_off_stays_known_when_it_is_sent_again_and_again()
    {
        Know(
            Of("crm:1", LeadEventKind.Accepted),
            Of("crm:1", LeadEventKind.PutOff) with { Until = Noon.AddHours(60) },
            Of("crm:1", LeadEventKind.Duplicate, minutes: 60));
        time.Advance(TimeSpan.FromHours(59));

        Assert.Equal(LeadState.PutOff, (await FindAsync("crm:1"))["crm:1"].State);
    }

    /// <summary>While the journal does not answer, a known lead is accepted again, and the queue drops it.</summary>
    [Theory]
    [InlineData(LeadEventKind.PutOff, LeadState.PutOff)]
    [InlineData(LeadEventKind.AttemptFailed, LeadState.Waiting)]
    public async Task A_lead_that_waits_and_was_accepted_again_is_not_recognised_for_longer_by_the_queue(
        LeadEventKind last, LeadState state)
    {
        Know(
            Of("crm:1", LeadEventKind.Accepted),
            Of("crm:1", last, minutes: 1) with { Until = Noon.AddHours(60) },
            Of("crm:1", LeadEventKind.Accepted, minutes: 20 * 60));
        time.Advance(TimeSpan.FromHours(30));

        Assert.Equal(
            new KnownLead(state, HasOtherContent: false, IsRevivable: false, IsRecent: false), (await FindAsync("crm:1"))["crm:1"]);
    }

    [Fact]
    public async Task A_lead_that_was_called_and_accepted_again_does_not_wait()
    {
        Know(
            Of("crm:1", LeadEventKind.Accepted),
            Of("crm:1", LeadEventKind.Called, minutes: 1),
            Of("crm:1", LeadEventKind.Accepted, minutes: 20 * 60));
        time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(LeadState.Called, (await FindAsync("crm:1"))["crm:1"].State);

        time.Advance(TimeSpan.FromHours(7));
        Assert.Empty(await FindAsync("crm:1"));
    }

    /// <summary>A CRM that sends its leads daily: by then the queue may have forgotten the one that waits, and would queue both.</summary>
    [Fact]
    public async Task A_lead_that_comes_again_after_exactly_a_day_is_not_left_to_the_queue()
    {
        Know(Of("crm:1", LeadEventKind.Accepted), Of("crm:1", LeadEventKind.PutOff) with { Until = Noon.AddHours(60) });
        time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));

        Assert.False((await FindAsync("crm:1"))["crm:1"].IsRecent);
    }

    [Fact]
    public async Task A_lead_whose_dead_letter_was_replayed_is_known_for_a_day_but_the_queue_does_not_recognise_it()
    {
        Know(
            Of("crm:1", LeadEventKind.Accepted),
            Of("crm:1", LeadEventKind.DeadLettered) with { Queue = "calls", Reason = DeadLetterReason.Refused, SequenceNumber = 7 });
        time.Advance(TimeSpan.FromHours(25));
        Know(Of("crm:1", LeadEventKind.Replayed) with { Queue = "calls", At = time.GetUtcNow() });

        Assert.Equal(
            new KnownLead(LeadState.Waiting, HasOtherContent: false, IsRevivable: false, IsRecent: false),
            (await FindAsync("crm:1"))["crm:1"]);
        time.Advance(TimeSpan.FromHours(48));
        Assert.Empty(await FindAsync("crm:1"));
    }

    [Fact]
    public async Task A_journal_that_hangs_keeps_no_lead_waiting_and_is_left_alone()
    {
        var hanging = new TaskCompletionSource();
        store.Reading = () => hanging.Task;
        var asking = FindAsync("crm:1");
        await Eventually.TrueAsync(() => asking.IsCompleted, () => time.Advance(TimeSpan.FromMilliseconds(100)));

        Assert.Empty(await asking);
        Assert.Empty(await FindAsync("crm:1"));
        Assert.Equal(1, store.Reads);
        hanging.SetResult();
    }

    [Fact]
    public async Task A_journal_that_fails_makes_no_difference_to_a_lead()
    {
        store.Reading = () => throw new IOException();

        Assert.Empty(await FindAsync("crm:1"));
        Assert.Single(logs.Entries);
    }

    [Fact]
    public async Task A_revived_lead_waits_with_the_latest_content_in_place_of_its_dead_letter()
    {
        await bench.DieAsync("crm:1", DeadLetterReason.Refused);
        var letter = Assert.Single(await bench.DeadAsync());
        KnowDeath("crm:1", letter);

        Assert.Equal(true, await leads.TryReviveAsync(Call("crm:1", """{"corrected":true}"""), default));

        var waiting = Assert.Single(await bench.WaitingAsync("calls"));
        Assert.Equal("""{"corrected":true}""", waiting.Body.ToString());
        Assert.Empty(await bench.DeadAsync());
        Assert.Equal([LeadEventKind.Replayed], bench.Events.Kinds);
        Assert.Equal(false, await leads.TryReviveAsync(Call("crm:1", "{}"), default));
    }

    /// <summary>A queue that is created anew numbers its messages from the beginning; the journal remembers the old numbers.</summary>
    [Fact]
    public async Task A_lead_is_never_revived_in_place_of_another_ones_dead_letter()
    {
        await bench.DieAsync("crm:2", DeadLetterReason.Refused);
        var letter = Assert.Single(await bench.DeadAsync());
        KnowDeath("crm:1", letter);

        Assert.Equal(false, await leads.TryReviveAsync(Call("crm:1"), default));

        Assert.Equal("crm:2", Assert.Single(await bench.DeadAsync()).Lead);
        Assert.Empty(await bench.WaitingAsync("calls"));
    }

    [Fact]
    public async Task A_revival_that_fails_leaves_open_whether_the_lead_is_queued()
    {
        Know(Of("crm:1", LeadEventKind.Accepted));
        store.Reading = () => throw new IOException();

        Assert.Null(await leads.TryReviveAsync(Call("crm:1"), default));
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private static ServiceBusMessage Call(string lead, string body = "{}") =>
        CallMessage.Create(lead, "crm", new BinaryData(body), "lane-1", Noon, TimeSpan.FromDays(1));

    private void KnowDeath(string lead, DeadLetter letter) =>
        Know(Of(lead, LeadEventKind.Accepted), Of(lead, LeadEventKind.DeadLettered) with
        {
            Queue = "calls",
            Reason = DeadLetterReason.Refused,
            SequenceNumber = long.Parse(letter.Id["calls/".Length..], System.Globalization.CultureInfo.InvariantCulture),
        });

    private void Know(params JournalEntry[] entries) => Array.ForEach(entries, store.Written.Enqueue);

    private Task<IReadOnlyDictionary<string, KnownLead>> FindAsync(params string[] ids) =>
        leads.FindAsync([.. ids.Select(id => Call(id))], default);
}
