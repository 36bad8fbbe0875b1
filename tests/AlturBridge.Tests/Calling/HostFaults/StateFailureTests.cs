using System.Net;
using AlturBridge.Messages;

namespace AlturBridge.Tests.Calling.HostFaults;

/// <summary>The calls that read and write a lane's state fail, and a lane's state is not what it should be.</summary>
public sealed class StateFailureTests
{
    private const string First = $"json:{LaneBench.First}";

    [Theory]
    [InlineData("read state")]
    [InlineData("save claim")]
    public async Task Before_the_post_it_dials_nobody_and_the_lead_is_called_once_the_state_is_back(string operation)
    {
        await using var bench = LaneBench.Create();
        bench.Edge.Fail($"{operation} {First}", times: 20);
        await bench.SendAsync(LaneBench.First);
        await bench.StartAsync();

        await bench.PassTimeUntilAsync(() => bench.Waiting == 0);

        Assert.Equal(21, bench.Edge.Count($"{operation} {First}"));
        Assert.Equal([LaneBench.First], bench.Altur.Posts);
        Assert.Equal([First], await bench.RecordsAsync());
        Assert.Empty(await bench.DeadLettersAsync());
    }

    [Theory]
    [InlineData("read state")]
    [InlineData("save claim")]
    public async Task A_fault_of_minutes_does_not_use_up_the_deliveries_of_a_lead(string operation)
    {
        await using var bench = LaneBench.Create();
        bench.Edge.Fail($"{operation} {First}", times: int.MaxValue);
        await bench.SendAsync(LaneBench.First);
        await bench.StartAsync();
        var over = bench.Time.GetUtcNow() + TimeSpan.FromMinutes(6);
        await bench.PassTimeUntilAsync(() => bench.Time.GetUtcNow() >= over);
        Assert.Equal(1, bench.Waiting);

        bench.Edge.Fail($"{operation} {First}", times: 0);
        await bench.PassTimeUntilAsync(() => bench.Waiting == 0);

        Assert.Equal([LaneBench.First], bench.Altur.Posts);
        Assert.Empty(await bench.DeadLettersAsync());
    }

    [Fact]
    public async Task Deliveries_used_up_by_host_faults_do_not_count_as_attempts()
    {
        await using var bench = LaneBench.Create();
        bench.Edge.Fail($"read state {First}", times: 30);
        foreach (var _ in Enumerable.Range(0, 9))
        {
            bench.Altur.Statuses.Enqueue(HttpStatusCode.ServiceUnavailable);
        }

        await bench.SendAsync(LaneBench.First);
        await bench.StartAsync();

        await bench.PassTimeUntilAsync(() => bench.Waiting == 0);

        // From the fifth failure on the circuit is open, and the lead waits for it in one delivery.
        Assert.Equal(1, bench.Edge.Count($"delivery 35 of {First}"));
        Assert.Equal(0, bench.Edge.Count($"delivery 36 of {First}"));
        Assert.Equal(10, bench.Altur.Posts.Count);
        Assert.Equal([First], await bench.RecordsAsync());
        Assert.Empty(await bench.DeadLettersAsync());
    }

    [Theory]
    [InlineData("save answer")]
    [InlineData("mark handed on")]
    public async Task After_the_post_the_record_is_queued_and_the_lane_continues(string operation)
    {
        await using var bench = LaneBench.Create();
        bench.Edge.Fail($"{operation} {First}", times: 20);
        await bench.SendAsync(LaneBench.First, LaneBench.Second);
        await bench.StartAsync();

        await bench.PassTimeUntilAsync(() => bench.Waiting == 0);

        Assert.Equal([LaneBench.First, LaneBench.Second], bench.Altur.Posts);
        Assert.Equal([First, $"json:{LaneBench.Second}"], await bench.RecordsAsync());
        Assert.Empty(await bench.DeadLettersAsync());
    }

    [Fact]
    public async Task A_claim_that_cannot_be_removed_after_an_attempt_without_a_call_is_not_in_doubt()
    {
        await using var bench = LaneBench.Create();
        bench.Altur.Statuses.Enqueue(HttpStatusCode.TooManyRequests);
        bench.Edge.Fail($"save no claim {First}");
        await bench.SendAsync(LaneBench.First);
        await bench.StartAsync();

        await bench.PassTimeUntilAsync(() => bench.Waiting == 0);

        Assert.Equal(2, bench.Altur.Posts.Count);
        Assert.Equal([First], await bench.RecordsAsync());
        Assert.Empty(await bench.DeadLettersAsync());
    }

    [Fact]
    public async Task A_claim_that_could_not_be_removed_is_removed_after_the_fault_so_that_a_restart_is_not_in_doubt()
    {
        await using var first = LaneBench.Create();
        first.Altur.Statuses.Enqueue(HttpStatusCode.TooManyRequests);
        first.Edge.Fail($"save no claim {First}");
        first.Edge.Hold($"abandon {First}");
        await first.SendAsync(LaneBench.First);
        await first.StartAsync();
        await first.PassTimeUntilAsync(() => first.Edge.Count($"abandon {First}") == 1);

        await AssertCallsAsync(first);
    }

    [Fact]
    public async Task A_claim_that_a_lost_lock_left_behind_is_removed_before_the_lead_waits_again()
    {
        await using var first = LaneBench.Create(("Calling:Pace", "00:01:00"));
        first.Altur.Statuses.Enqueue(HttpStatusCode.TooManyRequests);
        first.Edge.Fail($"save no claim {First}", times: 2);
        await first.SendAsync(LaneBench.First);
        await first.StartAsync();
        await first.PassTimeUntilAsync(() => first.Edge.Count($"delivery 2 of {First}") == 1);
        await LaneBench.UntilAsync(() => first.Edge.Count($"landed: save no claim {First}") == 1);

        await AssertCallsAsync(first);
    }

    [Fact]
    public async Task A_state_that_nobody_can_read_parks_the_leads_in_its_lane_and_stops_no_later_one()
    {
        await using var bench = LaneBench.Create();
        await bench.SetLaneStateAsync("something else");
        await bench.SendAsync(LaneBench.First, LaneBench.Second);
        await bench.StartAsync();

        await bench.PassTimeUntilAsync(() => bench.Waiting == 0);
        bench.Time.Advance(TimeSpan.FromMinutes(2));
        await bench.SendAsync("+12025550103");
        await LaneBench.UntilAsync(() => bench.Waiting == 0);

        Assert.Equal([DeadLetterReason.OutcomeUnknown, DeadLetterReason.OutcomeUnknown], await bench.DeadLetterReasonsAsync());
        Assert.All(await bench.DeadLettersAsync(), letter => Assert.Equal(1, letter.DeliveryCount));
        Assert.Equal(["+12025550103"], bench.Altur.Posts);
    }

    /// <summary>The next host, which knows only the queue file.</summary>
    private static async Task AssertCallsAsync(LaneBench crashed)
    {
        await using var next = crashed.AfterCrash();
        await next.StartAsync();
        await next.PassTimeUntilAsync(() => next.Waiting == 0);

        Assert.Equal([LaneBench.First], next.Altur.Posts);
        Assert.Empty(await next.DeadLettersAsync());
    }
}
