using AlturBridge.Messages;

namespace AlturBridge.Tests.Calling.HostFaults;

/// <summary>Settling fails after a placed call; the lane moves on, and the message comes back when the lock ends.</summary>
public sealed class SettlementFailureTests
{
    private const string First = $"json:{LaneBench.First}";
    private const string Second = $"json:{LaneBench.Second}";

    [Fact]
    public async Task A_lead_whose_record_was_queued_is_only_completed_when_it_comes_back()
    {
        await using var bench = LaneBench.Create();
        await MoveOnWithoutSettlingAsync(bench);

        await bench.PassTimeUntilAsync(() => bench.Waiting == 0);

        Assert.Equal([LaneBench.First, LaneBench.Second], bench.Altur.Posts);
        Assert.Equal([First, Second], await bench.RecordsAsync());
        Assert.Equal(1, bench.Edge.Count($"send call-records {First}"));
        Assert.Empty(await bench.DeadLettersAsync());
    }

    [Fact]
    public async Task A_call_that_could_not_be_recorded_is_remembered_and_its_record_queued_once()
    {
        await using var bench = LaneBench.Create();
        bench.Edge.Fail($"save answer {First}");
        bench.Edge.Fail($"mark handed on {First}", times: 2);
        await MoveOnWithoutSettlingAsync(bench);

        await bench.PassTimeUntilAsync(() => bench.Waiting == 0);

        Assert.Equal([LaneBench.First, LaneBench.Second], bench.Altur.Posts);
        Assert.Equal([First, Second], await bench.RecordsAsync());
        Assert.Empty(await bench.DeadLettersAsync());
    }

    [Fact]
    public async Task A_dead_letter_that_could_not_be_written_is_written_when_the_lead_comes_back()
    {
        await using var bench = LaneBench.Create();
        bench.Altur.Statuses.Enqueue(System.Net.HttpStatusCode.UnprocessableEntity);
        bench.Edge.Fail($"dead-letter {First}");
        await MoveOnWithoutSettlingAsync(bench);

        await bench.PassTimeUntilAsync(() => bench.Waiting == 0);

        Assert.Equal([LaneBench.First, LaneBench.Second], bench.Altur.Posts);
        Assert.Equal([DeadLetterReason.Refused], await bench.DeadLetterReasonsAsync());
    }

    /// <summary>Neither the function nor the host can settle the first lead, and the second is placed before it comes back.</summary>
    private static async Task MoveOnWithoutSettlingAsync(LaneBench bench)
    {
        bench.Edge.Fail($"complete {First}", times: 2);
        bench.Edge.Fail($"abandon {First}");
        await bench.SendAsync(LaneBench.First, LaneBench.Second);
        await bench.StartAsync();

        await bench.PassTimeUntilAsync(() => bench.Waiting == 1);
        Assert.Equal([LaneBench.First, LaneBench.Second], bench.Altur.Posts);
        Assert.Equal(1, bench.Edge.Count($"read state {First}"));
    }
}
