using System.Net;
using AlturBridge.Configuration;
using AlturBridge.Messages;

namespace AlturBridge.Tests.Calling;

/// <summary>A connected but silent broker never keeps a delivery longer than the host lets a function run.</summary>
public sealed class PlaceCallHangingQueueTests : IDisposable
{
    private readonly PlaceCallBench bench = new();

    public PlaceCallHangingQueueTests() => bench.Deadline = new QueueDeadline(bench.Time);

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData("read state", HttpStatusCode.Created)]
    [InlineData("save claim", HttpStatusCode.Created)]
    [InlineData("complete", HttpStatusCode.Created)]
    [InlineData("dead-letter", HttpStatusCode.UnprocessableEntity)]
    [InlineData("save no claim", HttpStatusCode.ServiceUnavailable)]
    [InlineData("abandon", HttpStatusCode.ServiceUnavailable)]
    public async Task A_required_write_fails_in_time(string step, HttpStatusCode status)
    {
        bench.Altur.Answers(status, "{}");
        bench.Hold(step);

        await Assert.ThrowsAsync<TimeoutException>(() => bench.FailAsync());
        AssertBounded();
    }

    [Theory]
    [InlineData("save answer")]
    [InlineData("mark handed on")]
    public async Task A_mere_precaution_may_fail(string step)
    {
        bench.Altur.PlacesCalls();
        bench.Hold(step);
        await bench.FinishAsync(bench.DeliverAsync());

        Assert.Contains("complete", bench.Events);
        AssertBounded();
    }

    [Fact]
    public async Task A_record_that_the_queue_does_not_take_stays_with_its_dead_letter()
    {
        bench.Altur.PlacesCalls();
        bench.Hold("send record");
        await bench.FinishAsync(bench.DeliverAsync());

        Assert.Equal(DeadLetterReason.RecordNotHandedOn, bench.DeadLetter!.Reason);
        AssertBounded();
    }

    /// <summary>All waits and deadlines of the delivery together, expired or not.</summary>
    private void AssertBounded() =>
        Assert.InRange(bench.Waits.Aggregate(TimeSpan.Zero, (all, wait) => all + wait), TimeSpan.Zero, TimeSpan.FromMinutes(5));
}
