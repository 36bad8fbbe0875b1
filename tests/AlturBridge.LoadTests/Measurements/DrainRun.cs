using System.Globalization;
using AlturBridge.LoadTests.Load;
using AlturBridge.Messages;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;
using AlturBridge.Testing.Processes;

namespace AlturBridge.LoadTests.Measurements;

/// <summary>A run in which the bridge calls queued leads as fast as its lanes and Altur allow.</summary>
/// <param name="Lanes">How many lanes call at once.</param>
/// <param name="Latency">How long Altur takes per call.</param>
internal sealed record DrainRun(int Lanes, TimeSpan Latency)
{
    /// <summary>Calls per second if lanes never wait for anything but Altur.</summary>
    public double Ideal => Lanes / Latency.TotalSeconds;

    /// <summary>Latency of the embedded broker.</summary>
    public TimeSpan BrokerLatency { get; init; }

    /// <returns>Calls per second, from the first request at Altur to the last answer.</returns>
    public async Task<double> RunAsync(IReadOnlyCollection<string> numbers, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await QueueFiller.FillAsync(folder.Path, numbers, Lanes, cancellationToken);

        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var altur = await SimulatedAltur.StartAsync(new SimulatedAlturOptions { Latency = Latency }, cancellationToken);
        await using var webhook = await WebhookReceiver.StartAsync(new WebhookReceiverOptions(), cancellationToken);
        altur.Answered += post =>
        {
            if (altur.Count >= numbers.Count)
            {
                ended.TrySetResult();
            }
        };
        List<string> settings = [string.Create(CultureInfo.InvariantCulture, $"Calling__Lanes={Lanes}")];
        if (BrokerLatency > TimeSpan.Zero)
        {
            settings.Add($"Broker__Latency={BrokerLatency}");
        }

        await using var bridge = await PublishedBridge.StartAsync(
            BridgeArguments.Create(folder.Path, altur.BaseUrl, webhook.Url, settings: settings));
        await bridge.ReadLineWithAsync("listens on", cancellationToken);
        await ended.Task.WaitAsync(TimeSpan.FromMinutes(2), cancellationToken);

        var posts = altur.Posts;
        return posts.Count / (posts.Max(post => post.At) + Latency - posts.Min(post => post.At)).TotalSeconds;
    }

    /// <summary>Numbers spread evenly over the lanes, give or take one.</summary>
    public IReadOnlyCollection<string> EvenNumbers(int leads)
    {
        var lanes = new Lanes(Lanes);
        var room = Enumerable.Range(0, Lanes).ToDictionary(
            lane => string.Create(CultureInfo.InvariantCulture, $"lane-{lane}"),
            lane => (leads / Lanes) + (lane < leads % Lanes ? 1 : 0));

        return
        [
            .. Enumerable.Range(0, int.MaxValue).Select(LeadBody.PhoneNumber).Where(number => room[lanes.Of(number)]-- > 0).Take(leads),
        ];
    }
}
