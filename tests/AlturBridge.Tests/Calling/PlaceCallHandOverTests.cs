using System.Net;
using AlturBridge.Configuration;
using AlturBridge.Messages;
using AlturBridge.Testing.Edges;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Tests.Calling;

/// <summary>Once a call is placed, its record is queued patiently, and nobody is dialled whatever happens.</summary>
public sealed class PlaceCallHandOverTests : IDisposable
{
    private readonly PlaceCallBench bench = new();

    public PlaceCallHandOverTests()
    {
        bench.Altur.PlacesCalls();
        bench.Failures["send record"] = new ServiceBusException("The queue is full.", ServiceBusFailureReason.QuotaExceeded);
    }

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task A_queue_that_comes_back_gets_the_record()
    {
        var delivery = bench.DeliverAsync();
        await bench.WaitBegunAsync();
        bench.Failures.Clear();

        await bench.FinishAsync(delivery);

        Assert.Single(bench.Sent);
        Assert.Single(bench.Altur.Posts);
        Assert.Equal(["mark handed on", "complete"], bench.Events.TakeLast(2));
    }

    [Fact]
    public async Task The_waits_grow_and_end_within_two_minutes_whatever_each_attempt_takes()
    {
        await bench.FinishAsync(bench.DeliverAsync());

        Assert.Equal(5, bench.Events.Count(happened => happened == "send record fails"));
        Assert.Equal(4, bench.Waits.Count);
        Assert.All(bench.Waits.Zip([2, 4, 8, 16]), wait => Assert.InRange(wait.First.TotalSeconds, wait.Second * 0.8, wait.Second * 1.2));
        Assert.True((5 * QueueDeadline.Limit) + TimeSpan.FromSeconds(30 * 1.2) < TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_queue_that_stays_away_leaves_the_record_in_a_dead_letter()
    {
        await bench.FinishAsync(bench.DeliverAsync());

        Assert.Equal(DeadLetterReason.RecordNotHandedOn, bench.DeadLetter!.Reason);
        Assert.Equal(StubAltur.Record, bench.DeadLetter.Properties[MessageProperty.Record]);
        Assert.StartsWith(
            "The call was placed at 2026-03-02 09:00:00 UTC, but its record could not be queued on",
            bench.DeadLetter.Description,
            StringComparison.Ordinal);
        Assert.Contains("The queue is full.", bench.DeadLetter.Description, StringComparison.Ordinal);
        Assert.Contains("nobody is called again", bench.DeadLetter.Description, StringComparison.Ordinal);
        Assert.Equal("dead-letter", bench.Events[^1]);
        Assert.Single(bench.Altur.Posts);
    }

    [Fact]
    public async Task A_record_too_large_for_a_property_stays_in_the_lane_and_is_tried_again()
    {
        using var large = Placing(30_001);
        large.Failures["send record"] = new ServiceBusException("The queue is full.", ServiceBusFailureReason.QuotaExceeded);

        await Assert.ThrowsAsync<InvalidOperationException>(() => large.FinishAsync(large.DeliverAsync()));

        Assert.Null(large.DeadLetter);
        Assert.NotNull(large.Claim!.Answer);
    }

    [Fact]
    public async Task The_largest_record_that_a_property_holds_is_in_the_dead_letter()
    {
        using var large = Placing(30_000);
        large.Failures["send record"] = new ServiceBusException("The queue is full.", ServiceBusFailureReason.QuotaExceeded);

        await large.FinishAsync(large.DeliverAsync());

        Assert.Equal(30_000, Assert.IsType<string>(large.DeadLetter!.Properties[MessageProperty.Record]).Length);
    }

    [Fact]
    public async Task A_record_too_large_for_the_queue_is_not_tried_again()
    {
        bench.Failures["send record"] = new ServiceBusException("Too large.", ServiceBusFailureReason.MessageSizeExceeded);

        await bench.DeliverAsync();

        Assert.Empty(bench.Waits);
        Assert.Equal(DeadLetterReason.RecordNotHandedOn, bench.DeadLetter!.Reason);
    }

    [Fact]
    public async Task A_dead_letter_that_cannot_be_written_throws_and_leaves_the_claim_with_the_answer()
    {
        bench.Failures["dead-letter"] = new ServiceBusException("MessageLockLost", ServiceBusFailureReason.MessageLockLost);

        await Assert.ThrowsAsync<ServiceBusException>(() => bench.FinishAsync(bench.DeliverAsync()));

        Assert.NotNull(bench.Claim!.Answer);
    }

    [Fact]
    public async Task A_host_that_stops_does_not_cut_the_handing_on_short()
    {
        var delivery = bench.DeliverAsync();
        await bench.WaitBegunAsync();

        await bench.StopHostAsync();
        bench.Failures.Clear();
        await bench.FinishAsync(delivery);

        Assert.Equal(["send record", "mark handed on", "complete"], bench.Events.TakeLast(3));
    }

    /// <param name="length">The record's length, in bytes.</param>
    private static PlaceCallBench Placing(int length)
    {
        var bench = new PlaceCallBench();
        bench.Altur.Answers(HttpStatusCode.Created, $$"""{"notes":"{{new string('x', length - """{"notes":""}""".Length)}}"}""");
        return bench;
    }
}
