using AlturBridge.Messages;
using AlturBridge.Operating.DeadLetters;
using AlturBridge.Operating.Journal;
using AlturBridge.Tests.Operating.DeadLetters;
using Microsoft.Azure.Functions.Worker;
using QueueNames = AlturBridge.Messages.Queues;

namespace AlturBridge.Tests.Operating.Journal;

public sealed class NoteDeadLettersTests
{
    private const string MaxDelivery = "MaxDeliveryCountExceeded";

    [Fact]
    public async Task What_the_broker_dead_lettered_is_told_once()
    {
        await using var bench = new DeadLetterBench();
        await bench.DieAsync("crm:1", DeadLetterReason.Expired);
        await bench.DieAsRecordAsync("crm:2", MaxDelivery);
        await bench.DieAsync("crm:3", DeadLetterReason.Refused);
        var (store, noted) = (new ScriptedStore(), new NotedDeadLetters());

        await NoteAsync(bench, store, noted);
        await WriteToldAsync(bench, store);
        await NoteAsync(bench, store, noted);
        await NoteAsync(bench, store, noted);

        Assert.Equal(4, store.Reads);
        Assert.Equal(
            [("crm:1", QueueNames.Calls, DeadLetterReason.Expired), ("crm:2", QueueNames.CallRecords, MaxDelivery)],
            bench.Events.Select(told => (told.Lead, told.Queue, told.Reason)));
    }

    [Fact]
    public async Task What_the_journal_lost_is_told_again()
    {
        await using var bench = new DeadLetterBench();
        await bench.DieAsync("crm:1", DeadLetterReason.Expired);
        var (store, noted) = (new ScriptedStore(), new NotedDeadLetters());

        await NoteAsync(bench, store, noted);
        await NoteAsync(bench, store, noted);

        Assert.Equal(["crm:1", "crm:1"], bench.Events.Select(told => told.Lead));
    }

    [Fact]
    public async Task What_the_journal_knows_already_is_not_told_again()
    {
        await using var bench = new DeadLetterBench();
        await bench.DieAsync("crm:1", DeadLetterReason.Expired);
        var store = new ScriptedStore();
        await NoteAsync(bench, store, new NotedDeadLetters());
        await WriteToldAsync(bench, store);

        await NoteAsync(bench, store, new NotedDeadLetters());

        Assert.Single(bench.Events);
    }

    [Fact]
    public async Task A_dead_letter_that_is_gone_is_not_kept_in_mind()
    {
        await using var bench = new DeadLetterBench();
        await bench.DieAsync("crm:1", DeadLetterReason.Expired);
        var (store, noted) = (new ScriptedStore(), new NotedDeadLetters());
        await NoteAsync(bench, store, noted);
        await WriteToldAsync(bench, store);
        await NoteAsync(bench, store, noted);
        Assert.Single(noted.In(QueueNames.Calls));

        await bench.Desk.DiscardAsync(new DeadLetterSelection { Queue = QueueNames.Calls }, default);
        await NoteAsync(bench, store, noted);

        Assert.Empty(noted.In(QueueNames.Calls));
    }

    /// <summary>Told after its discard, it would be dead to the journal for good.</summary>
    [Fact]
    public async Task A_dead_letter_that_is_discarded_meanwhile_is_not_told()
    {
        await using var bench = new DeadLetterBench();
        await bench.DieAsync("crm:1", DeadLetterReason.Expired);
        var store = new ScriptedStore
        {
            Reading = () => bench.Desk.DiscardAsync(new DeadLetterSelection { Queue = QueueNames.Calls }, default),
        };

        await NoteAsync(bench, store, new NotedDeadLetters());

        Assert.Equal([LeadEventKind.Discarded], bench.Events.Kinds);
    }

    [Fact]
    public async Task Without_a_journal_nothing_is_looked_for()
    {
        await using var bench = new DeadLetterBench();
        await bench.DieAsync("crm:1", DeadLetterReason.Expired);

        await NoteAsync(bench, new NoLeadStore(), new NotedDeadLetters());

        Assert.Empty(bench.Events);
    }

    private static Task NoteAsync(DeadLetterBench bench, ILeadStore store, NotedDeadLetters noted) =>
        new NoteDeadLetters(bench.Browser, store, bench.Events, noted).RunAsync(new TimerInfo(), CancellationToken.None);

    private static Task WriteToldAsync(DeadLetterBench bench, ScriptedStore store) => store.WriteAsync(
        [.. bench.Events.Select(told => JournalEntry.Of(told, told.ReceivedAt, new ContentDigest("secret")))], CancellationToken.None);
}
