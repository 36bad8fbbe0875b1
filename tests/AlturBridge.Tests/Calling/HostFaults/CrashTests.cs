using System.Net;
using AlturBridge.Messages;

namespace AlturBridge.Tests.Calling.HostFaults;

/// <summary>
/// The host dies just before each operation on a lead. The next one finds the queue file as it was then, and DeliveryCount 1 again.
/// </summary>
public sealed class CrashTests
{
    private const string Lead = $"json:{LaneBench.First}";

    [Theory]
    [InlineData("read state json:+12025550101", 0, 1, null)]
    [InlineData("save claim json:+12025550101", 0, 1, null)]
    [InlineData("POST +12025550101", 1, 0, DeadLetterReason.OutcomeUnknown)]
    [InlineData("send call-records json:+12025550101", 1, 0, null)]
    [InlineData("complete json:+12025550101", 1, 0, null)]
    [InlineData("mark handed on json:+12025550101", 1, 0, null)]
    public Task A_call_that_Altur_places_is_placed_once(string diesBefore, int postsBefore, int postsAfter, string? deadLetter) =>
        CrashAsync(HttpStatusCode.Created, diesBefore, postsBefore, postsAfter, deadLetter, hasRecord: deadLetter is null);

    [Theory]
    [InlineData("dead-letter json:+12025550101", 1, 0, DeadLetterReason.OutcomeUnknown)]
    public Task A_call_that_Altur_refuses_is_not_dialled_again(string diesBefore, int postsBefore, int postsAfter, string deadLetter) =>
        CrashAsync(HttpStatusCode.UnprocessableEntity, diesBefore, postsBefore, postsAfter, deadLetter, hasRecord: false);

    [Theory]
    [InlineData("save no claim json:+12025550101", 1, 0, DeadLetterReason.OutcomeUnknown)]
    public Task A_call_that_Altur_turns_away_is_not_dialled_again_before_that_is_written_down(
        string diesBefore, int postsBefore, int postsAfter, string deadLetter) =>
        CrashAsync(HttpStatusCode.TooManyRequests, diesBefore, postsBefore, postsAfter, deadLetter, hasRecord: false);

    /// <summary>The one moment in which a lead whose record is on its way is also parked: both are written at once.</summary>
    [Fact]
    public async Task A_crash_between_handing_the_record_on_and_keeping_it_asks_a_human_and_dials_nobody()
    {
        await using var first = LaneBench.Create();
        first.Edge.Hold($"save answer {Lead}");
        await first.SendAsync(LaneBench.First);
        await first.StartAsync();
        await LaneBench.UntilAsync(() => first.Edge.Count($"landed: send call-records {Lead}") == 1);

        await using var second = first.AfterCrash();
        await second.StartAsync();
        await LaneBench.UntilAsync(() => second.Waiting == 0);

        Assert.Empty(second.Altur.Posts);
        Assert.Equal([Lead], await second.RecordsAsync());
        Assert.Equal([DeadLetterReason.OutcomeUnknown], await second.DeadLetterReasonsAsync());
    }

    [Fact]
    public async Task A_call_that_Altur_turned_away_is_dialled_again_after_a_crash_in_the_wait()
    {
        await using var first = LaneBench.Create();
        first.Altur.Statuses.Enqueue(HttpStatusCode.TooManyRequests);
        await first.SendAsync(LaneBench.First);
        await first.StartAsync();
        await LaneBench.UntilAsync(() => first.Edge.Count($"save no claim {Lead}") == 1 && first.Time.Waits.Any(
            wait => wait < TimeSpan.FromSeconds(3) && wait > TimeSpan.FromSeconds(1)));

        await using var second = first.AfterCrash();
        await second.StartAsync();
        await LaneBench.UntilAsync(() => second.Waiting == 0);

        Assert.Single(first.Altur.Posts);
        Assert.Single(second.Altur.Posts);
        Assert.Equal([Lead], await second.RecordsAsync());
    }

    /// <summary>What happens at the same time as the operation that the host dies before.</summary>
    private static bool HasLandedBeside(LaneBench bench, string diesBefore) => diesBefore.Split(' ')[0] switch
    {
        "send" => bench.Edge.Count($"landed: save answer {Lead}") == 1,
        "complete" => bench.Edge.Count($"landed: mark handed on {Lead}") == 1,
        "mark" => bench.Waiting == 0,
        _ => true,
    };

    private static async Task CrashAsync(
        HttpStatusCode answer, string diesBefore, int postsBefore, int postsAfter, string? deadLetter, bool hasRecord)
    {
        await using var first = LaneBench.Create();
        first.Altur.Statuses.Enqueue(answer);
        first.Edge.Hold(diesBefore);
        await first.SendAsync(LaneBench.First);
        await first.StartAsync();
        await LaneBench.UntilAsync(() => first.Edge.Count(diesBefore) == 1 && HasLandedBeside(first, diesBefore));
        var settled = first.Waiting == 0;

        await using var second = first.AfterCrash();
        await second.StartAsync();
        await LaneBench.UntilAsync(() => second.Waiting == 0);
        // The lane keeps working, whatever was left in its state.
        await second.SendAsync(LaneBench.Second);
        await LaneBench.UntilAsync(() => second.Waiting == 0);

        Assert.Equal(postsBefore, first.Altur.Posts.Count);
        Assert.Equal(postsAfter, second.Altur.Posts.Count(phone => phone == LaneBench.First));
        Assert.Equal(settled ? 0 : 1, second.Edge.Count($"delivery 1 of {Lead}"));
        Assert.Equal(hasRecord ? [Lead, $"json:{LaneBench.Second}"] : [$"json:{LaneBench.Second}"], await second.RecordsAsync());
        Assert.Equal(deadLetter is null ? [] : [deadLetter], await second.DeadLetterReasonsAsync());
    }
}
