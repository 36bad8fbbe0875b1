using System.Net;
using AlturBridge.Calling;
using AlturBridge.Messages;
using AlturBridge.Testing;
using AlturBridge.Testing.Edges;

namespace AlturBridge.Tests.Calling;

/// <summary>A host that stops cuts waits short, and nothing else.</summary>
public sealed class PlaceCallStoppingTests : IDisposable
{
    private readonly PlaceCallBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task A_wait_between_attempts_ends_at_once()
    {
        bench.Altur.Answers(HttpStatusCode.ServiceUnavailable, retryAfter: TimeSpan.FromMinutes(5));
        var delivery = bench.DeliverAsync();
        await bench.WaitBegunAsync();

        await bench.StopHostAsync();
        await delivery.WaitAsync(Eventually.Deadline);

        Assert.Equal("abandon", bench.Events[^1]);
        Assert.Equal(0, bench.AbandonedWith![MessageProperty.Attempt]);
    }

    [Fact]
    public async Task A_wait_for_the_lanes_pace_ends_at_once_and_counts_as_no_attempt()
    {
        bench.Calling.Pace = TimeSpan.FromMinutes(1);
        bench.State = LaneStates.Of(LaneState.Empty with { LastStart = WatchedTime.Morning });
        var delivery = bench.DeliverAsync();
        await bench.WaitBegunAsync();

        await bench.StopHostAsync();
        await delivery.WaitAsync(Eventually.Deadline);

        Assert.Equal(["read state", "abandon"], bench.Events);
        Assert.Null(bench.AbandonedWith);
    }

    [Fact]
    public async Task A_message_that_was_delivered_while_the_host_stops_is_still_called_and_settled()
    {
        bench.Altur.PlacesCalls();
        await bench.StopHostAsync();

        await bench.DeliverAsync();

        Assert.Equal(["read state", "save claim", "POST", "save answer", "send record", "mark handed on", "complete"], bench.Events);
    }

    [Fact]
    public async Task A_stopping_host_returns_a_message_that_waits_for_its_pace_undialled()
    {
        bench.Calling.Pace = TimeSpan.FromMinutes(1);
        bench.State = LaneStates.Of(LaneState.Empty with { LastStart = WatchedTime.Morning });
        await bench.StopHostAsync();

        await bench.DeliverAsync();

        Assert.Equal(["read state", "abandon"], bench.Events);
    }

    [Fact]
    public async Task A_post_that_has_begun_is_heard_out()
    {
        await using var altur = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await bench.StopHostAsync();
            await connection.AnswerAsync("201 Created", StubAltur.Record);
        });

        await bench.DeliverAsync(altur: AlturClients.Create(altur.BaseUrl));

        Assert.Single(altur.Requests);
        Assert.Equal(["save answer", "send record", "mark handed on", "complete"], bench.Events.TakeLast(4));
    }

    [Fact]
    public async Task A_wait_for_Altur_ends_at_once_and_counts_as_no_attempt()
    {
        await bench.OpenCircuitAsync();
        var waits = bench.Waits.Count;
        var delivery = bench.DeliverAsync();
        await bench.WaitBegunAsync(waits + 1);

        await bench.StopHostAsync();
        await delivery.WaitAsync(Eventually.Deadline);

        Assert.Equal(["read state", "abandon"], bench.Events);
        Assert.Null(bench.AbandonedWith);
    }
}
