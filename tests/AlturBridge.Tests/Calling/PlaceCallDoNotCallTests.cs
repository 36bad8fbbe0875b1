using AlturBridge.Calling;
using AlturBridge.Messages;
using AlturBridge.Testing;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Tests.Calling;

public sealed class PlaceCallDoNotCallTests : IDisposable
{
    private readonly PlaceCallBench bench = new();

    [Fact]
    public async Task Who_said_no_is_not_called()
    {
        bench.DoNotCall.Numbers[PlaceCallBench.Phone] = true;

        await bench.DeliverAsync();

        Assert.Equal(["read state", "dead-letter"], bench.Events);
        Assert.Equal(DeadLetterReason.NotAllowed, bench.DeadLetter!.Reason);
        Assert.Equal(
            "The number is on the do-not-call list. The rule is Calling__DoNotCall. No call was placed; a replay must pass the same rule.",
            bench.DeadLetter.Description);
    }

    [Fact]
    public async Task Who_says_no_while_the_lead_waits_for_its_turn_is_not_called()
    {
        bench.DoNotCall.Reading = _ =>
        {
            if (bench.DoNotCall.Asked == 2)
            {
                bench.DoNotCall.Numbers[PlaceCallBench.Phone] = true;
            }

            return Task.CompletedTask;
        };

        await bench.DeliverAsync();

        Assert.Equal(DeadLetterReason.NotAllowed, bench.DeadLetter!.Reason);
        Assert.Empty(bench.Altur.Posts);
    }

    [Fact]
    public async Task While_the_list_cannot_be_read_the_lead_waits_and_is_called_once_it_can()
    {
        var failures = 3;
        bench.Altur.PlacesCalls();
        bench.DoNotCall.Reading = _ => Interlocked.Decrement(ref failures) >= 0
            ? Task.FromException(new IOException("The table is away."))
            : Task.CompletedTask;

        var delivery = bench.DeliverAsync();
        await Eventually.TrueAsync(() => bench.DoNotCall.Asked >= 5, () => bench.Time.Advance(TimeSpan.FromSeconds(1)));
        await delivery;

        Assert.Single(bench.Altur.Posts);
        Assert.Null(bench.DeadLetter);
        Assert.Equal(
            [
                "The do-not-call list cannot be read: leads wait, and nobody is called until it can",
                "The do-not-call list can be read again",
            ],
            bench.DoNotCallLog.Entries.Select(entry => entry.Sentence));
        Assert.Equal(LogLevel.Error, bench.DoNotCallLog.Entries.First().Level);
    }

    [Fact]
    public async Task A_lead_is_given_back_when_the_list_stays_unreadable()
    {
        bench.DoNotCall.Reading = static _ => Task.FromException(new IOException("The table is away."));
        var begun = bench.Time.GetUtcNow();

        await bench.FinishAsync(bench.DeliverAsync());

        Assert.Equal(["read state", "abandon"], bench.Events);
        Assert.Null(bench.AbandonedWith);
        Assert.Empty(bench.Altur.Posts);
        Assert.True(bench.Time.GetUtcNow() - begun >= Circuit.Patience);
    }

    [Fact]
    public async Task A_lead_that_waited_for_the_list_waits_only_the_rest_for_Altur()
    {
        var begun = bench.Time.GetUtcNow();
        await bench.OpenCircuitAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        using var probe = await bench.Circuit.EnterAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
        bench.DoNotCall.Reading = _ => bench.Time.GetUtcNow() - begun < TimeSpan.FromMinutes(10)
            ? Task.FromException(new IOException("The table is away."))
            : Task.CompletedTask;

        await bench.FinishAsync(bench.DeliverAsync());

        Assert.Equal(["read state", "abandon"], bench.Events);
        Assert.DoesNotContain(bench.Waits, wait => wait > TimeSpan.FromMinutes(3));
    }

    [Fact]
    public async Task A_list_that_fails_in_the_last_moment_gives_the_lead_back()
    {
        bench.DoNotCall.Reading = _ => bench.DoNotCall.Asked == 2
            ? Task.FromException(new IOException("The table is away."))
            : Task.CompletedTask;

        await bench.DeliverAsync();

        Assert.Equal(["read state", "abandon"], bench.Events);
        Assert.Empty(bench.Altur.Posts);
    }

    [Fact]
    public async Task A_host_that_stops_waits_for_no_list()
    {
        bench.DoNotCall.Reading = static token => Task.Delay(Timeout.Infinite, token);
        var delivery = bench.DeliverAsync();
        await Eventually.TrueAsync(() => bench.DoNotCall.Asked == 1);

        await bench.StopHostAsync();
        await delivery;

        Assert.Equal(["read state", "abandon"], bench.Events);
    }

    [Fact]
    public async Task What_is_no_call_request_is_not_looked_up()
    {
        await bench.DeliverAsync(PlaceCallBench.Message(body: "{}"));

        Assert.Equal(0, bench.DoNotCall.Asked);
        Assert.Equal(DeadLetterReason.Malformed, bench.DeadLetter!.Reason);
    }

    public void Dispose() => bench.Dispose();
}
