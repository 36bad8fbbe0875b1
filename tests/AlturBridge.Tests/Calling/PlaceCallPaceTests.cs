using System.Net;
using AlturBridge.Calling;
using AlturBridge.Testing;
using AlturBridge.Testing.Edges;

namespace AlturBridge.Tests.Calling;

public sealed class PlaceCallPaceTests : IDisposable
{
    private readonly PlaceCallBench bench = new();

    public PlaceCallPaceTests()
    {
        bench.Altur.PlacesCalls();
        bench.Calling.Pace = TimeSpan.FromSeconds(20);
    }

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task A_lane_waits_until_its_pace_allows_the_next_call()
    {
        bench.State = LaneStates.Of(LaneState.Empty with { LastStart = WatchedTime.Morning.AddSeconds(-13) });
        var delivery = bench.DeliverAsync();
        await bench.WaitBegunAsync();
        Assert.Equal(TimeSpan.FromSeconds(7), Assert.Single(bench.Waits));

        bench.Time.Advance(TimeSpan.FromSeconds(7) - TimeSpan.FromTicks(1));
        Assert.Equal(["read state"], bench.Events);
        bench.Time.Advance(TimeSpan.FromTicks(1));
        await delivery.WaitAsync(Eventually.Deadline);

        Assert.Equal(WatchedTime.Morning.AddSeconds(7), bench.Lane.LastStart);
    }

    [Fact]
    public async Task The_first_call_of_a_lane_does_not_wait()
    {
        await bench.DeliverAsync();

        Assert.Empty(bench.Waits);
        Assert.Equal(WatchedTime.Morning, bench.Lane.LastStart);
    }

    [Fact]
    public async Task A_call_long_after_the_last_one_does_not_wait()
    {
        bench.State = LaneStates.Of(LaneState.Empty with { LastStart = WatchedTime.Morning.AddSeconds(-20) });

        await bench.DeliverAsync();

        Assert.Empty(bench.Waits);
    }

    [Fact]
    public async Task Without_a_pace_nobody_waits()
    {
        bench.Calling.Pace = TimeSpan.Zero;
        bench.State = LaneStates.Of(LaneState.Empty with { LastStart = WatchedTime.Morning });

        await bench.DeliverAsync();

        Assert.Empty(bench.Waits);
    }

    [Fact]
    public async Task Every_start_counts_whatever_came_of_it()
    {
        using var refused = new PlaceCallBench();
        refused.Altur.Answers(HttpStatusCode.BadRequest);

        await refused.DeliverAsync();

        Assert.Equal(WatchedTime.Morning, refused.Lane.LastStart);
    }

    [Fact]
    public async Task A_message_that_is_not_dialled_neither_waits_nor_counts()
    {
        bench.State = LaneStates.Of(LaneState.Empty with { LastStart = WatchedTime.Morning });

        await bench.DeliverAsync(PlaceCallBench.Message("nonsense"));

        Assert.Empty(bench.Waits);
        Assert.NotNull(bench.DeadLetter);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public async Task A_last_start_from_a_clock_ahead_of_ours_holds_a_lane_no_longer_than_its_pace(int pace)
    {
        bench.Calling.Pace = TimeSpan.FromSeconds(pace);
        bench.State = LaneStates.Of(LaneState.Empty with { LastStart = WatchedTime.Morning.AddHours(3) });

        await bench.FinishAsync(bench.DeliverAsync());

        Assert.Equal(pace, bench.Waits.Sum(wait => wait.TotalSeconds));
    }
}
