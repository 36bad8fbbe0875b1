using System.Net;
using AlturBridge.Messages;

namespace AlturBridge.Tests.Calling.HostFaults;

/// <summary>
/// The lane is lost while a POST is out, and a second delivery of the same message begins beside the first. The second cannot know what
/// the first will hear, so it parks the lead; the first, if it hears that the call was placed, hands the record on all the same.
/// </summary>
public sealed class LostLockTests
{
    private const string Lead = $"json:{LaneBench.First}";

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task The_second_delivery_dials_nobody_and_the_record_of_the_first_is_handed_on(int failedReads)
    {
        await using var bench = LaneBench.Create();
        var post = await LoseTheLockInMidPostAsync(bench, failedReads);
        await bench.PassTimeUntilAsync(() => bench.Waiting == 0);
        Assert.Equal([DeadLetterReason.OutcomeUnknown], await bench.DeadLetterReasonsAsync());

        post.SetResult();
        await bench.PassTimeUntilAsync(() => bench.Edge.Count($"abandon {Lead}") == failedReads + 1);

        Assert.Equal([Lead], await bench.RecordsAsync());
        Assert.Equal([LaneBench.First], bench.Altur.Posts);
        var parked = Assert.Single(await bench.DeadLettersAsync());
        Assert.Contains("should its record still reach your webhook, discard this", parked.DeadLetterErrorDescription, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.UnprocessableEntity)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task A_first_delivery_that_hears_of_no_call_changes_nothing_any_more(HttpStatusCode status)
    {
        await using var bench = LaneBench.Create();
        bench.Altur.Statuses.Enqueue(status);
        var post = await LoseTheLockInMidPostAsync(bench);
        await bench.PassTimeUntilAsync(() => bench.Waiting == 0);

        post.SetResult();
        await bench.PassTimeUntilAsync(() => bench.Edge.Count($"abandon {Lead}") == 1);

        Assert.Equal([DeadLetterReason.OutcomeUnknown], await bench.DeadLetterReasonsAsync());
        Assert.Empty(await bench.RecordsAsync());
        Assert.Single(bench.Altur.Posts);
    }

    [Fact]
    public async Task The_lane_goes_on_with_the_next_lead()
    {
        await using var bench = LaneBench.Create();
        var post = await LoseTheLockInMidPostAsync(bench);
        await bench.SendAsync(LaneBench.Second);

        await bench.PassTimeUntilAsync(() => bench.Waiting == 0);
        post.SetResult();
        await bench.PassTimeUntilAsync(() => bench.Edge.Count($"abandon {Lead}") == 1);

        Assert.Equal([LaneBench.First, LaneBench.Second], bench.Altur.Posts);
        Assert.Equal([$"json:{LaneBench.Second}", Lead], await bench.RecordsAsync());
    }

    [Fact]
    public async Task Where_the_risk_was_chosen_the_first_is_heard_out_before_the_second_dials()
    {
        await using var bench = LaneBench.Create(("Calling:RedialUnknown", "true"));
        var post = await LoseTheLockInMidPostAsync(bench);
        await LaneBench.UntilAsync(() => bench.Edge.Count($"read state {Lead}") == 2);

        // Never later than its own deadline, which the first delivery may use up to the end.
        await bench.PassTimeUntilAsync(() => bench.Waiting == 0);

        Assert.Equal([LaneBench.First, LaneBench.First], bench.Altur.Posts);
        Assert.Equal(1, bench.Altur.MostAtOnce);
        Assert.Equal([Lead], await bench.RecordsAsync());
        post.SetResult();
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
