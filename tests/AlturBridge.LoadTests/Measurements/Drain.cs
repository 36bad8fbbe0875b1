using AlturBridge.Testing.Processes;

namespace AlturBridge.LoadTests.Measurements;

/// <summary>How fast queued leads are called, compared with what the lanes and Altur's latency allow.</summary>
internal static class Drain
{
    private const double Target = 0.9;
    private const int Leads = 2000;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        await PublishedBridge.PrepareAsync();
        var run = new DrainRun(Lanes: 64, TimeSpan.FromMilliseconds(200));

        // Random numbers first: this also warms up the simulation, which shares this process.
        var byChance = await run.RunAsync([.. Enumerable.Range(0, Leads).Select(LeadBody.PhoneNumber)], cancellationToken);
        var evenly = await run.RunAsync(run.EvenNumbers(Leads), cancellationToken);
        return
        [
            new Figure("calls, 64 lanes filled evenly", evenly, "/s", run.Ideal, "lanes / latency", Target),
            new Figure("calls, 64 lanes filled by chance", byChance, "/s", run.Ideal, "lanes / latency"),
        ];
    }
}
