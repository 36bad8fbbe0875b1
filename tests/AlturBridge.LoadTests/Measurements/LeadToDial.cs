using System.Collections.Concurrent;
using AlturBridge.LoadTests.Load;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;
using AlturBridge.Testing.Processes;

namespace AlturBridge.LoadTests.Measurements;

/// <summary>
/// Latency from a lead's POST to the request at Altur, at a steady hundred per second. The clock starts when the sender starts sending, so
/// the way to the bridge is included. Altur answers at once: a lead behind another in its lane would measure Altur.
/// </summary>
internal static class LeadToDial
{
    private const int Leads = 3000;
    private const int WarmUp = 1000;
    private const int AtOnce = 32;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        var without = await MeasureAsync("Journal__Enabled=false", cancellationToken);
        var with = await MeasureAsync("Journal__Enabled=true", cancellationToken);

        return
        [
            Compare("lead to dial at 100/s, median", 0.5),
            Compare("lead to dial at 100/s, p99", 0.99),
        ];

        Figure Compare(string name, double share) => new(
            name, LoadResult.Percentile(with, share), "ms", LoadResult.Percentile(without, share), "without a journal");
    }

    /// <returns>Milliseconds, sorted.</returns>
    private static async Task<double[]> MeasureAsync(string setting, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await using var altur = await SimulatedAltur.StartAsync(new SimulatedAlturOptions(), cancellationToken);
        await using var webhook = await WebhookReceiver.StartAsync(new WebhookReceiverOptions(), cancellationToken);
        await using var bridge = Child.StartBridge(
            BridgeArguments.Create(folder.Path, altur.BaseUrl, webhook.Url, settings: ["Calling__Lanes=64", setting]));
        var url = new Uri(BridgeArguments.UrlIn(await bridge.ReadLineWithAsync("listens on", cancellationToken)), "api/leads/json");

        var sent = new ConcurrentDictionary<string, DateTimeOffset>();
        await SendSteadilyAsync(url, sent, cancellationToken);
        for (var waited = 0; altur.Count < Leads && waited < 600; waited++)
        {
            await Task.Delay(100, cancellationToken);
        }

        var measured = Enumerable.Range(WarmUp, Leads - WarmUp).Select(LeadBody.PhoneNumber).ToHashSet();
        return
        [
            .. altur.Posts
                .Where(post => measured.Contains(post.PhoneNumberTo!))
                .Select(post => (post.At - sent[post.PhoneNumberTo!]).TotalMilliseconds)
                .Order(),
        ];
    }

    private static async Task SendSteadilyAsync(
        Uri url, ConcurrentDictionary<string, DateTimeOffset> sent, CancellationToken cancellationToken)
    {
        var connections = new ConcurrentBag<HttpConnection>();
        for (var index = 0; index < AtOnce; index++)
        {
            var connection = new HttpConnection(url);
            await connection.ConnectAsync(cancellationToken);
            connections.Add(connection);
        }

        using var timer = new PeriodicTimer(Interval);
        var sending = new List<Task>();
        for (var lead = 0; lead < Leads; lead++)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            sending.Add(SendAsync(connections, lead, sent, cancellationToken));
            if (lead < WarmUp)
            {
                await sending[lead]; // While the bridge is JIT-compiling, a hundred a second would be too much.
            }
        }

        await Task.WhenAll(sending);
        foreach (var connection in connections)
        {
            connection.Dispose();
        }
    }

    private static async Task SendAsync(
        ConcurrentBag<HttpConnection> connections,
        int lead,
        ConcurrentDictionary<string, DateTimeOffset> sent,
        CancellationToken cancellationToken)
    {
        if (!connections.TryTake(out var connection))
        {
            throw new InvalidOperationException("The bridge is too slow for a hundred leads a second.");
        }

        sent[LeadBody.PhoneNumber(lead)] = DateTimeOffset.UtcNow;
        await connection.PostAsync(LeadBody.Create(lead), cancellationToken);
        connections.Add(connection);
    }
}
