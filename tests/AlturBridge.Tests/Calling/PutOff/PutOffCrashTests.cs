using static AlturBridge.Tests.Calling.PutOff.CrashingLane;

namespace AlturBridge.Tests.Calling.PutOff;

/// <summary>
/// Two leads for one number arrive before hours: both are put off to the opening, and one again by the gap. The host dies at every
/// operation, before and after it takes effect, and at every pair of them.
/// </summary>
public sealed class PutOffCrashTests
{
    private static readonly string[] Leads = ["json:a", "json:b"];
    private static readonly CrashAt[] Both = [CrashAt.Before, CrashAt.After];

    public static TheoryData<double, bool> Worlds => new() { { 0.01, false }, { 0.01, true }, { 50, false }, { 50, true } };

    [Fact]
    public async Task Without_a_crash_each_lead_is_called_once()
    {
        using var lane = await RunAsync([], TimeSpan.Zero, originalsLast: false);

        Assert.All(Leads, lead => Assert.Equal((1, null), lane.EndOf(lead)));
        Assert.InRange(lane.Operations, 20, 40);
    }

    /// <summary>The queue has forgotten the lead's id by then, but not that of its copy, which was sent later.</summary>
    [Fact]
    public async Task A_lead_that_comes_again_after_a_day_is_put_off_and_called_again()
    {
        using var lane = new CrashingLane(new Dictionary<int, CrashAt>(), TimeSpan.Zero, originalsLast: false);
        lane.Accept("json:a");
        lane.WaitUntil(TimeSpan.FromMinutes(50));
        await lane.RunAsync();
        Assert.Equal((1, null), lane.EndOf("json:a"));

        lane.WaitUntil(TimeSpan.FromHours(24.2));
        lane.Accept("json:a");
        await lane.RunAsync();

        Assert.Equal((2, null), lane.EndOf("json:a"));
    }

    /// <param name="hoursDown">How long no host runs; after a day duplicate detection has forgotten everything.</param>
    /// <param name="originalsLast">Whether copies come before unsettled messages.</param>
    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task A_host_that_dies_at_any_operation_calls_nobody_twice_and_forgets_nobody(
        double hoursDown, bool originalsLast)
    {
        foreach (var crash in await AllAsync())
        {
            await AssertKeptAsync([crash], hoursDown, originalsLast);
        }
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task A_host_that_dies_at_any_two_operations_does_the_same(double hoursDown, bool originalsLast)
    {
        var all = await AllAsync();
        foreach (var first in all)
        {
            // After a crash different operations follow, so the second is counted from the first.
            for (var later = 1; later <= 8; later++)
            {
                foreach (var at in Both)
                {
                    await AssertKeptAsync([first, (first.Operation + later, at)], hoursDown, originalsLast);
                }
            }
        }
    }

    private static async Task<List<(int Operation, CrashAt At)>> AllAsync()
    {
        using var lane = await RunAsync([], TimeSpan.Zero, originalsLast: false);
        return [.. Enumerable.Range(1, lane.Operations).SelectMany(operation => Both.Select(at => (operation, at)))];
    }

    private static async Task AssertKeptAsync(IReadOnlyList<(int Operation, CrashAt At)> crashes, double hoursDown, bool originalsLast)
    {
        using var lane = await RunAsync(crashes, TimeSpan.FromHours(hoursDown), originalsLast);
        foreach (var lead in Leads)
        {
            var (calls, deadLetter) = lane.EndOf(lead);
            Assert.True(
                (calls == 1 && deadLetter is null) || (calls <= 1 && deadLetter == "OutcomeUnknown"),
                $"{lead} was called {calls} times and ended as "
                    + $"{deadLetter ?? "called"} after crashes at {string.Join(" and ", crashes)}, {hoursDown} hours down, originals "
                    + $"last: {originalsLast}.\n{string.Join('\n', lane.Trace)}");
        }
    }

    private static async Task<CrashingLane> RunAsync(
        IEnumerable<(int Operation, CrashAt At)> crashes, TimeSpan downtime, bool originalsLast)
    {
        var lane = new CrashingLane(crashes.ToDictionary(crash => crash.Operation, crash => crash.At), downtime, originalsLast);
        foreach (var lead in Leads)
        {
            lane.Accept(lead);
        }

        await lane.RunAsync();
        return lane;
    }
}
