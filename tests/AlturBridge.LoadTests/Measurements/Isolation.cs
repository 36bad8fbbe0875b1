using System.Globalization;
using System.Runtime.CompilerServices;
using AlturBridge.LoadTests.Load;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;
using AlturBridge.Testing.Processes;

namespace AlturBridge.LoadTests.Measurements;

/// <summary>
/// What a bad webhook costs: calls per second compared with a healthy webhook, and deliveries per second while some of them hang.
/// </summary>
internal static class Isolation
{
    private const double Target = 0.9;
    private const int Leads = 600;

    /// <summary>
    /// The default, and few enough that the lanes set the pace rather than the processor, which on a busy machine would distort the result.
    /// </summary>
    private const int LaneCount = 16;

    /// <summary>As in host.json.</summary>
    private const int DeliveriesAtOnce = 32;

    private const int HangSeconds = 1;
    private const int Rounds = 3;

    /// <summary>The first is the baseline for the others; null faults mean no webhook: connections are refused.</summary>
    private static readonly (string Name, string? Faults)[] Webhooks =
        [("is healthy", "none"), ("answers 500", "500:1"), ("hangs", "hang:1"), ("is gone", null)];

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(200);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        await PublishedBridge.PrepareAsync();

        // Warms up the simulation, which shares this process.
        await CallsAsync("none", cancellationToken);
        var rounds = new List<double[]>();
        for (var round = 0; round < Rounds; round++)
        {
            rounds.Add([.. await RoundAsync(cancellationToken).ToListAsync(cancellationToken)]);
        }

        return
        [
            .. Webhooks.Index().Skip(1).Select(
                webhook => Compare(webhook.Item.Name, rounds.Select(round => (round[webhook.Index], round[0])))),
            await DeliveriesAsync(0.1, cancellationToken),
            await DeliveriesAsync(0.5, cancellationToken),
        ];
    }

    /// <summary>Each webhook in turn, so that other load on the machine affects all of them.</summary>
    private static async IAsyncEnumerable<double> RoundAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (_, faults) in Webhooks)
        {
            yield return await CallsAsync(faults, cancellationToken);
        }
    }

    private static Figure Compare(string name, IEnumerable<(double Calls, double Healthy)> rounds)
    {
        var median = rounds.OrderBy(round => round.Calls / round.Healthy).ElementAt(Rounds / 2);
        return new Figure($"calls, the webhook {name}", median.Calls, "/s", median.Healthy, "webhook healthy", Target);
    }

    /// <param name="faults">The webhook's faults; null for no webhook at all: connections are refused.</param>
    /// <param name="cancellationToken">Cancels the measurement.</param>
    /// <returns>Calls per second, from the first request at Altur to the last answer.</returns>
    private static async Task<double> CallsAsync(string? faults, CancellationToken cancellationToken)
    {
        await using var altur = await SimulatedAltur.StartAsync(new SimulatedAlturOptions { Latency = Latency }, cancellationToken);
        await using var webhook = await WebhookReceiver.StartAsync(
            new WebhookReceiverOptions { Faults = Faults.Parse(faults ?? "none") }, cancellationToken);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        altur.Answered += _ => EndAt(Leads, altur.Count, ended);

        await RunAsync(altur, faults is null ? BridgeArguments.Nowhere : webhook.Url, ended.Task, cancellationToken);

        var posts = altur.Posts;
        return posts.Count / (posts.Max(post => post.At) + Latency - posts.Min(post => post.At)).TotalSeconds;
    }

    /// <summary>A hanging delivery occupies a slot until its timeout: that alone limits the others.</summary>
    private static async Task<Figure> DeliveriesAsync(double share, CancellationToken cancellationToken)
    {
        var faults = Faults.Parse(string.Create(CultureInfo.InvariantCulture, $"hang:{share}"));
        await using var altur = await SimulatedAltur.StartAsync(new SimulatedAlturOptions(), cancellationToken);
        await using var webhook = await WebhookReceiver.StartAsync(new WebhookReceiverOptions { Faults = faults }, cancellationToken);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        webhook.Received += _ => EndAt(Leads, webhook.Count, ended);

        await RunAsync(
            altur,
            webhook.Url,
            ended.Task,
            cancellationToken,
            string.Create(CultureInfo.InvariantCulture, $"Webhook__Timeout=00:00:{HangSeconds:00}"));

        var deliveries = webhook.Deliveries;
        var perSecond = deliveries.Count / (deliveries.Max(delivery => delivery.At) - deliveries.Min(delivery => delivery.At)).TotalSeconds;
        var name = string.Create(CultureInfo.InvariantCulture, $"deliveries, {share:0 %} of them hang {HangSeconds} s");
        return new Figure(name, perSecond, "/s", DeliveriesAtOnce / (share * HangSeconds), "places / (share × timeout)");
    }

    private static async Task RunAsync(
        SimulatedAltur altur, Uri webhook, Task ended, CancellationToken cancellationToken, params string[] settings)
    {
        using var folder = new TemporaryFolder();
        await QueueFiller.FillAsync(folder.Path, Enumerable.Range(0, Leads).Select(LeadBody.PhoneNumber), LaneCount, cancellationToken);

        var lanes = string.Create(CultureInfo.InvariantCulture, $"Calling__Lanes={LaneCount}");
        await using var bridge = await PublishedBridge.StartAsync(BridgeArguments.Create(
            folder.Path, altur.BaseUrl, webhook, settings: [lanes, "Logging__LogLevel__AlturBridge=None", .. settings]));
        await bridge.ReadLineWithAsync("listens on", cancellationToken);
        await ended.WaitAsync(TimeSpan.FromMinutes(2), cancellationToken);
    }

    private static void EndAt(int goal, int count, TaskCompletionSource ended)
    {
        if (count >= goal)
        {
            ended.TrySetResult();
        }
    }
}
