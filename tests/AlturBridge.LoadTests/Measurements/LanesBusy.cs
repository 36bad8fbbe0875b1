using AlturBridge.Testing.Processes;

namespace AlturBridge.LoadTests.Measurements;

/// <summary>
/// The share of time lanes spend on calls when broker operations take as long as in Azure: a lane waits for five of them per call.
/// </summary>
internal static class LanesBusy
{
    private static readonly TimeSpan BrokerLatency = TimeSpan.FromMilliseconds(15);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        await PublishedBridge.PrepareAsync();
        return
        [
            await MeasureAsync("calls, 15 ms to the broker, Altur in 1 s", TimeSpan.FromSeconds(1), leads: 240, 0.91, cancellationToken),
            await MeasureAsync(
                "calls, 15 ms to the broker, Altur in 200 ms", TimeSpan.FromMilliseconds(200), leads: 960, 0.68, cancellationToken),
        ];
    }

    private static async Task<Figure> MeasureAsync(
        string name, TimeSpan latency, int leads, double target, CancellationToken cancellationToken)
    {
        var run = new DrainRun(Lanes: 16, latency) { BrokerLatency = BrokerLatency };
        return new Figure(
            name, await run.RunAsync(run.EvenNumbers(leads), cancellationToken), "/s", run.Ideal, "16 lanes, always at Altur", target);
    }
}
