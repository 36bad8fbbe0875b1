using AlturBridge.Messages;

namespace AlturBridge.Tests.Calling;

/// <summary>A lead whose move to another lane was interrupted after its copy was sent.</summary>
public sealed class MovedLeadTests : IDisposable
{
    private readonly PlaceCallBench bench = new() { Leads = { MaxAge = TimeSpan.FromDays(10) } };

    public MovedLeadTests() => bench.Altur.PlacesCalls();

    [Fact]
    public async Task Its_copy_is_sent_again_while_the_queue_recognises_it()
    {
        await DeliverAgainAsync(after: TimeSpan.FromHours(1));

        Assert.Equal(2, bench.PutOff.Count);
        Assert.Single(bench.PutOff.Select(copy => copy.MessageId).Distinct(StringComparer.Ordinal));
        Assert.Null(bench.DeadLetter);
    }

    [Fact]
    public async Task It_is_parked_once_the_queue_may_have_forgotten_its_copy()
    {
        await DeliverAgainAsync(after: TimeSpan.FromHours(25));

        Assert.Single(bench.PutOff);
        Assert.Equal(DeadLetterReason.OutcomeUnknown, bench.DeadLetter!.Reason);
        Assert.Contains("may have been called from there", bench.DeadLetter.Description, StringComparison.Ordinal);
        Assert.Empty(bench.Altur.Posts);
    }

    public void Dispose() => bench.Dispose();

    private async Task DeliverAgainAsync(TimeSpan after)
    {
        var message = PlaceCallBench.Message(session: "lane-7");
        bench.Failures["complete"] = new IOException("The host is gone.");
        await Assert.ThrowsAsync<IOException>(() => bench.FailAsync(message));
        bench.Failures.Clear();
        bench.Restart();
        bench.Time.Advance(after);

        await bench.DeliverAsync(message);
    }
}
