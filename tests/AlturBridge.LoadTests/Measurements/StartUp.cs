using System.Diagnostics;
using System.Net.Sockets;
using AlturBridge.LoadTests.Load;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;
using AlturBridge.Testing.Processes;

namespace AlturBridge.LoadTests.Measurements;

/// <summary>Time from process start to the first 202, and memory, of the published bridge: Release, ReadyToRun.</summary>
internal static class StartUp
{
    private const int Starts = 5;
    private const int Leads = 100_000;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        await PublishedBridge.PrepareAsync();

        var starts = new List<double>();
        for (var start = 0; start < Starts; start++)
        {
            starts.Add(await MeasureStartAsync(cancellationToken));
        }

        var (idle, busy) = await MeasureMemoryAsync(cancellationToken);
        return
        [
            new Figure("process start to first 202, median of 5", Median.Of(starts), "ms"),
            new Figure("memory when idle", idle, "MB"),
            new Figure("memory after 100,000 leads", busy, "MB"),
        ];
    }

    private static async Task<double> MeasureStartAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var url = new Uri($"http://127.0.0.1:{FreePort.Take()}/api/leads/json");
        var stopwatch = Stopwatch.StartNew();
        await using var bridge = await PublishedBridge.StartAsync(
            BridgeArguments.Create(folder.Path, urls: url.GetLeftPart(UriPartial.Authority)));

        while (true)
        {
            try
            {
                using var connection = new HttpConnection(url);
                await connection.ConnectAsync(cancellationToken);
                return await connection.PostAsync(LeadBody.Create(1), cancellationToken) == 202
                    ? stopwatch.Elapsed.TotalMilliseconds
                    : throw new InvalidOperationException("The first lead was not accepted.");
            }
            catch (SocketException) when (stopwatch.Elapsed < TimeSpan.FromSeconds(30))
            {
                await Task.Delay(2, cancellationToken);
            }
        }
    }

    private static async Task<(double Idle, double Busy)> MeasureMemoryAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await using var altur = await SimulatedAltur.StartAsync(new SimulatedAlturOptions(), cancellationToken);
        await using var webhook = await WebhookReceiver.StartAsync(new WebhookReceiverOptions(), cancellationToken);
        await using var bridge = await PublishedBridge.StartAsync(
            BridgeArguments.Create(folder.Path, altur.BaseUrl, webhook.Url, settings: "Calling__Lanes=64"));
        var url = BridgeArguments.UrlIn(await bridge.ReadLineWithAsync("listens on", cancellationToken));
        await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
        var idle = bridge.ResidentMegabytes;

        await LoadGenerator.RunAsync(new Uri(url, "api/leads/json"), 64, Leads, 0, LeadShape.Altur, cancellationToken);
        for (var waited = 0; webhook.Count < Leads && waited < 3000; waited++)
        {
            await Task.Delay(100, cancellationToken);
        }

        return webhook.Count >= Leads
            ? (idle, bridge.ResidentMegabytes)
            : throw new InvalidOperationException($"Only {webhook.Count} of {Leads} records were delivered.");
    }
}
