using System.Net;
using AlturBridge.Messages;

namespace AlturBridge.Tests.Calling.HostFaults;

/// <summary>
/// The lane is lost during a POST, and a second delivery of the same message reaches the same process. It waits until the first has heard
/// Altur's answer, then does what the first could not.
/// </summary>
public sealed class LostLockTests
{
    private const string Lead = $"json:{LaneBench.First}";

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task A_placed_calls_record_is_queued_and_the_lead_completed(int failedReads)
    {
        await using var bench = LaneBench.Create();
        var post = await LoseTheLockInMidPostAsync(bench, failedReads);
        post.SetResult();

        await bench.PassTimeUntilAsync(() => bench.Waiting == 0);

        Assert.Equal([Lead], await bench.RecordsAsync());
        Assert.Equal([LaneBench.First], bench.Altur.Posts);
        Assert.Empty(await bench.DeadLettersAsync());
    }

    [Theory]
    [InlineData(HttpStatusCode.UnprocessableEntity, DeadLetterReason.Refused)]
    [InlineData(HttpStatusCode.InternalServerError, DeadLetterReason.OutcomeUnknown)]
    public async Task A_call_that_is_not_placed_ends_with_what_Altur_answered(HttpStatusCode status, string reason)
    {
        await using var bench = LaneBench.Create();
        bench.Altur.Statuses.Enqueue(status);
        var post = await LoseTheLockInMidPostAsync(bench);
        post.SetResult();

        await bench.PassTimeUntilAsync(() => bench.Waiting == 0);

        var letter = Assert.Single(await bench.DeadLettersAsync());
        Assert.Equal(reason, letter.DeadLetterReason);
        Assert.Contains($"{(int)status} ", letter.DeadLetterErrorDescription, StringComparison.Ordinal);
        Assert.Empty(await bench.RecordsAsync());
        Assert.Single(bench.Altur.Posts);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.Unauthorized)]
    public async Task A_call_that_was_surely_not_placed_is_dialled_again(HttpStatusCode status)
    {
        await using var bench = LaneBench.Create();
        bench.Altur.Statuses.Enqueue(status);
        var post = await LoseTheLockInMidPostAsync(bench);
        post.SetResult();

        await bench.PassTimeUntilAsync(() => bench.Waiting == 0);

        Assert.Equal([LaneBench.First, LaneBench.First], bench.Altur.Posts);
        Assert.Equal(1, bench.Altur.MostAtOnce);
        Assert.Equal([Lead], await bench.RecordsAsync());
        Assert.Empty(await bench.DeadLettersAsync());
    }

    [Fact]
    public async Task The_lane_goes_on_with_the_next_lead()
    {
        await using var bench = LaneBench.Create();
        var post = await LoseTheLockInMidPostAsync(bench);
        await bench.SendAsync(LaneBench.Second);
        post.SetResult();

        await bench.PassTimeUntilAsync(() => bench.Waiting == 0);

        Assert.Equal([LaneBench.First, LaneBench.Second], bench.Altur.Posts);
        Assert.Equal([Lead, $"json:{LaneBench.Second}"], await bench.RecordsAsync());
    }

    [Fact]
    public async Task Another_process_parks_the_lead_but_the_first_still_queues_its_record()
    {
        await using var first = LaneBench.Create();
        first.Edge.Hold($"POST {LaneBench.First}");
        await first.SendAsync(LaneBench.First);
        await first.StartAsync();
        await LaneBench.UntilAsync(() => first.Altur.Posts.Count == 1);

        await using var second = first.AfterCrash();
        await second.StartAsync();
        await LaneBench.UntilAsync(() => second.Waiting == 0);

        Assert.Empty(second.Altur.Posts);
        var parked = Assert.Single(await second.DeadLettersAsync());
        Assert.Contains(
            "if its record still reaches your webhook, discard this", parked.DeadLetterErrorDescription, StringComparison.Ordinal);
    }

    /// <returns>Ends the POST of the first delivery.</returns>
    private static async Task<TaskCompletionSource> LoseTheLockInMidPostAsync(LaneBench bench, int failedReads = 0)
    {
        var post = bench.Edge.Hold($"POST {LaneBench.First}");
        await bench.SendAsync(LaneBench.First);
        await bench.StartAsync();
        await LaneBench.UntilAsync(() => bench.Altur.Posts.Count == 1);

        bench.Edge.Fail($"renew {Lead}");
        bench.Edge.Fail($"read state {Lead}", failedReads);
        await bench.PassTimeUntilAsync(() => bench.Edge.Count($"delivery 2 of {Lead}") == 1);
        return post;
    }
}
