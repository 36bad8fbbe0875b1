using System.Globalization;
using AlturBridge.LoadTests.Load;
using AlturBridge.Messages;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;
using AlturBridge.Testing.Processes;

namespace AlturBridge.LoadTests.Measurements;

/// <summary>How fast queued leads are called, beside what the lanes and Altur's latency allow.</summary>
internal static class Drain
{
    private const double Target = 0.9;
    private const int Leads = 2000;
    private const int LaneCount = 64;

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(200);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        await PublishedBridge.PrepareAsync();
        var ideal = LaneCount / Latency.TotalSeconds;

        // By chance first: it also warms the simulation up, which shares this process.
        var byChance = await RunAsync(Enumerable.Range(0, Leads).Select(LeadBody.PhoneNumber), cancellationToken);
        var evenly = await RunAsync(EvenNumbers(), cancellationToken);
        return
        [
            new Figure("calls, 64 lanes filled evenly", evenly, "/s", ideal, "lanes / latency", Target),
            new Figure("calls, 64 lanes filled by chance", byChance, "/s", ideal, "lanes / latency"),
        ];
    }

    /// <returns>Calls per second, from the first request at Altur to the last answer.</returns>
    private static async Task<double> RunAsync(IEnumerable<string> numbers, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await QueueFiller.FillAsync(folder.Path, numbers, LaneCount, cancellationToken);

        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var altur = await SimulatedAltur.StartAsync(new SimulatedAlturOptions { Latency = Latency }, cancellationToken);
        await using var webhook = await WebhookReceiver.StartAsync(new WebhookReceiverOptions(), cancellationToken);
        altur.Answered += post =>
        {
            if (altur.Count >= Leads)
            {
                ended.TrySetResult();
            }
        };
        var lanes = string.Create(CultureInfo.InvariantCulture, $"Calling__Lanes={LaneCount}");

        await using var bridge = await PublishedBridge.StartAsync(
            BridgeArguments.Create(folder.Path, altur.BaseUrl, webhook.Url, settings: lanes));
        await bridge.ReadLineWithAsync("listens on", cancellationToken);
        await ended.Task.WaitAsync(TimeSpan.FromMinutes(2), cancellationToken);

        var posts = altur.Posts;
        return posts.Count / (posts.Max(post => post.At) + Latency - posts.Min(post => post.At)).TotalSeconds;
    }

    private static IEnumerable<string> EvenNumbers()
    {
        var lanes = new Lanes(LaneCount);
        var room = Enumerable.Range(0, LaneCount).ToDictionary(
            lane => string.Create(CultureInfo.InvariantCulture, $"lane-{lane}"),
            lane => (Leads / LaneCount) + (lane < Leads % LaneCount ? 1 : 0));

        return Enumerable.Range(0, int.MaxValue).Select(LeadBody.PhoneNumber).Where(number => room[lanes.Of(number)]-- > 0).Take(Leads);
    }
}
