using System.Diagnostics;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing.Processes;

namespace AlturBridge.Testing.Chaos;

/// <summary>
/// The proof: leads arrive over HTTP, Altur and the webhook misbehave in every way, and the host is killed repeatedly. At the end every
/// lead is accounted for.
/// </summary>
public static class ChaosRun
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(30);

    /// <param name="options">The run's settings.</param>
    /// <param name="progress">Receives an occasional line.</param>
    /// <param name="cancellationToken">Cancels the run without a balance.</param>
    public static async Task<ChaosBalance> RunAsync(ChaosOptions options, IProgress<string> progress, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await using var altur = await SimulatedAltur.StartAsync(
            new SimulatedAlturOptions { Latency = options.AlturLatency, Faults = options.AlturFaults, Seed = options.Seed },
            cancellationToken);
        await using var webhook = await WebhookReceiver.StartAsync(
            new WebhookReceiverOptions { Secrets = [Secret], Faults = options.WebhookFaults, Seed = options.Seed }, cancellationToken);
        var url = new Uri($"http://127.0.0.1:{FreePort.Take()}/");
        await using var gate = new AlturGate(altur.BaseUrl);
        await using var host = new ChaosHost(options, folder.Path, url, gate.Url, webhook.Url);
        var sender = new ChaosSender(url);

        await host.StartAsync(isCalm: false, cancellationToken);
        using var calming = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var outages = new AlturOutages(altur, gate, options);
        var failing = outages.RunAsync(calming.Token);
        var replays = new ChaosOperator(url);
        var replaying = replays.RunAsync(calming.Token);
        var kills = new List<Kill>();
        var sending = sender.SendAllAsync(
            options.Leads, (lead, cancellation) => KeepPaceAsync(options, lead, () => kills.Count, cancellation), cancellationToken);
        await KillAgainAndAgainAsync(options, host, kills, sender, progress, cancellationToken);
        await sending;
        await calming.CancelAsync();
        await Task.WhenAll(failing, replaying);
        progress.Report($"Altur failed altogether: {outages.Tally()}");

        var contents = await SettleAsync(folder.Path, host, kills, altur, webhook, progress, cancellationToken);
        var balance = ChaosAudit.Balance(options, sender, kills, outages.Past, altur.Posts, webhook.Deliveries, contents);
        var parked = contents.DeadLetters.Where(letter => DeliveryAudit.MayFollowACall(letter.Reason)).Select(letter => letter.LeadId);
        return balance with { Replayed = replays.Replayed, Faults = [.. balance.Faults, .. DeliveryAudit.Faults(
            sender.PhoneNumbers, altur.Posts, webhook.Deliveries, parked)] };
    }

    /// <summary>Spreads the leads over the kills, so that there is load until the end.</summary>
    private static async Task KeepPaceAsync(ChaosOptions options, int lead, Func<int> kills, CancellationToken cancellationToken)
    {
        while (lead > (long)options.Leads * (kills() + 1) / Math.Max(1, options.Kills))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), cancellationToken);
        }
    }

    private static async Task KillAgainAndAgainAsync(
        ChaosOptions options, ChaosHost host, List<Kill> kills, ChaosSender sender, IProgress<string> progress,
        CancellationToken cancellationToken)
    {
        var random = new Random(options.Seed);
        while (kills.Count < options.Kills)
        {
            await WaitForWorkAsync(options, sender, cancellationToken);

            // Some hosts live long enough to see their broker fail and recover.
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, kills.Count % 4 == 3 ? 5000 : 900)), cancellationToken);
            kills.Add(await host.KillAsync(cancellationToken));
            progress.Report($"kill {kills.Count} of {options.Kills}, {sender.Accepted:N0} of {options.Leads:N0} leads accepted");
            await host.StartAsync(isCalm: false, cancellationToken);
        }
    }

    /// <summary>Killing a host during startup, which takes seconds on a busy machine, proves nothing.</summary>
    private static async Task WaitForWorkAsync(ChaosOptions options, ChaosSender sender, CancellationToken cancellationToken)
    {
        var (before, since) = (sender.Accepted, Stopwatch.StartNew());
        while (sender.Accepted == before && before < options.Leads && since.Elapsed < LongestStart)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), cancellationToken);
        }
    }

    /// <summary>
    /// Lets the bridge work until its queues are empty: stops it when nothing has happened for a while, checks, and restarts it.
    /// </summary>
    private static async Task<QueueContents> SettleAsync(
        string folder, ChaosHost host, List<Kill> kills, SimulatedAltur altur, WebhookReceiver webhook, IProgress<string> progress,
        CancellationToken cancellationToken)
    {
        var (isCalm, waiting) = (false, 0);
        while (true)
        {
            await WaitForQuietAsync(() => altur.Count + webhook.Count, cancellationToken);
            var stop = await host.StopAsync(cancellationToken);
            if (!isCalm)
            {
                kills.Add(stop);
            }

            var contents = await QueueContents.ReadAsync(folder, cancellationToken);
            if (contents.Waiting.Count == 0)
            {
                return contents;
            }

            if (contents.Waiting.Count != waiting)
            {
                waiting = contents.Waiting.Count;
                progress.Report($"leads still on their way: {waiting:N0}");
            }

            isCalm = true;
            await host.StartAsync(isCalm, cancellationToken);
        }
    }

    private static async Task WaitForQuietAsync(Func<int> events, CancellationToken cancellationToken)
    {
        var (seen, since) = (events(), Stopwatch.StartNew());
        while (since.Elapsed < Quiet)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            if (events() is var now && now != seen)
            {
                (seen, since) = (now, Stopwatch.StartNew());
            }
        }
    }
}
