using AlturBridge.Messages;
using AlturBridge.Operating.DeadLetters;
using QueueNames = AlturBridge.Messages.Queues;

namespace AlturBridge.Tests.Operating.DeadLetters;

public sealed class DeadLetterBrowserTests : IAsyncDisposable
{
    private readonly DeadLetterBench bench = new();

    [Fact]
    public async Task A_dead_letter_says_what_happened_and_whether_a_call_was_placed()
    {
        await bench.DieAsync(
            "crm:1", DeadLetterReason.OutcomeUnknown, new Dictionary<string, object> { [MessageProperty.Reference] = "7" });

        var letter = Assert.Single(await bench.DeadAsync());

        Assert.Equal(
            ("crm:1", "crm", "7", QueueNames.Calls, "OutcomeUnknown", WasCalled.Perhaps),
            (letter.Lead, letter.Source, letter.Reference, letter.Queue, letter.Reason, letter.Called));
        Assert.Equal("OutcomeUnknown of +12…43.", letter.Description);
    }

    [Fact]
    public async Task Pages_run_through_both_queues()
    {
        await bench.DieAsync(
            [.. Enumerable.Range(0, DeadLetterBrowser.PageSize + 10).Select(index => $"crm:{index}")], DeadLetterReason.Refused);
        await bench.DieAsRecordAsync("crm:record", DeadLetterReason.WebhookGone);

        var first = await bench.Browser.ListAsync(new DeadLetterSelection(), null, default);
        var second = await bench.Browser.ListAsync(new DeadLetterSelection(), first.Next, default);

        Assert.Equal((DeadLetterBrowser.PageSize, 11), (first.DeadLetters.Count, second.DeadLetters.Count));
        Assert.Null(second.Next);
        Assert.Equal((QueueNames.CallRecords, WasCalled.Yes), (second.DeadLetters[^1].Queue, second.DeadLetters[^1].Called));
    }

    /// <summary>It may have expired between its POST and the next delivery, which would have parked it.</summary>
    [Fact]
    public async Task A_lead_that_another_program_let_expire_early_may_have_been_called()
    {
        await bench.ExpireAsync("crm:1", TimeSpan.FromMilliseconds(1));

        var letter = Assert.Single(await bench.DeadAsync());

        Assert.Equal((DeadLetterReason.Expired, WasCalled.Perhaps), (letter.Reason, letter.Called));
    }

    [Fact]
    public async Task A_lead_that_PlaceCall_found_too_old_was_not_called()
    {
        await bench.DieAsync("crm:1", DeadLetterReason.Expired);

        Assert.Equal(WasCalled.No, Assert.Single(await bench.DeadAsync()).Called);
    }

    [Fact]
    public async Task They_are_counted_by_reason()
    {
        await bench.DieAsync(["crm:1", "crm:2"], DeadLetterReason.Refused);
        await bench.DieAsRecordAsync("crm:3", DeadLetterReason.WebhookGone);

        var groups = await bench.Browser.GroupAsync(default);

        Assert.Equal(
            [("Refused", 2, WasCalled.No), ("WebhookGone", 1, WasCalled.Yes)],
            groups.Groups.Select(group => (group.Reason, group.Count, group.Called)));
        Assert.False(groups.More);
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();
}
