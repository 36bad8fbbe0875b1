using AlturBridge.Messages;

namespace AlturBridge.Tests.Calling.HostFaults;

/// <summary>The call is placed, and the record queue is unavailable.</summary>
public sealed class HandOverFailureTests
{
    private const string Lead = $"json:{LaneBench.First}";

    [Fact]
    public async Task A_queue_that_stays_away_leaves_the_record_in_the_dead_letter_and_the_lane_goes_on()
    {
        await using var bench = LaneBench.Create();
        bench.Edge.Fail($"send call-records {Lead}", times: 100);
        await bench.SendAsync(LaneBench.First, LaneBench.Second);
        await bench.StartAsync();

        await bench.PassTimeUntilAsync(() => bench.Waiting == 0);

        var letter = Assert.Single(await bench.DeadLettersAsync());
        Assert.Equal(DeadLetterReason.RecordNotHandedOn, letter.DeadLetterReason);
        Assert.Equal($$"""{"id":"call to {{LaneBench.First}}"}""", letter.ApplicationProperties[MessageProperty.Record]);
        Assert.Equal([LaneBench.First, LaneBench.Second], bench.Altur.Posts);
        Assert.Equal([$"json:{LaneBench.Second}"], await bench.RecordsAsync());
    }

    [Fact]
    public async Task A_host_that_dies_while_the_queue_is_away_leaves_the_record_to_the_next()
    {
        await using var first = LaneBench.Create();
        first.Edge.Fail($"send call-records {Lead}", times: 100);
        await first.SendAsync(LaneBench.First);
        await first.StartAsync();
        await LaneBench.UntilAsync(
            () => first.Edge.Count($"send call-records {Lead}") >= 1 && first.Edge.Count($"landed: save answer {Lead}") == 1);

        await using var second = first.AfterCrash();
        await second.StartAsync();
        await LaneBench.UntilAsync(() => second.Waiting == 0);

        Assert.Single(first.Altur.Posts);
        Assert.Empty(second.Altur.Posts);
        Assert.Equal([Lead], await second.RecordsAsync());
    }
}
