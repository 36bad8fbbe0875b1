using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using AlturBridge.EmbeddedHost;
using AlturBridge.EmbeddedHost.Clients;
using AlturBridge.Messages;
using AlturBridge.Sandbox.Simulation;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AlturBridge.Sandbox.Run;

/// <summary>
/// Starts the bridge between a simulated Altur API and a webhook receiver, sends sample leads and follows each to its end.
/// </summary>
public static class SandboxRun
{
    private const string DefaultUrl = "http://127.0.0.1:7071";
    private const string ApiKey = "sandbox-key";

    /// <summary>Where the sandbox differs from the defaults, so that leads do not wait.</summary>
    internal const string OwnSettings = "MinGap=0 Spacing=0 Timeout=5s ShareFunctionKey, unless set";

    /// <returns>0 when every lead was called exactly once and its record delivered, else 1.</returns>
    public static async Task<int> RunAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        var folder = options.DataFolder ?? Directory.CreateTempSubdirectory("altur-bridge-").FullName;
        try
        {
            return await RunAsync(options, folder, cancellationToken);
        }
        finally
        {
            if (options.DataFolder is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task<int> RunAsync(SandboxOptions options, string folder, CancellationToken cancellationToken)
    {
        var secret = $"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}";
        await using var altur = await SimulatedAltur.StartAsync(
            new SimulatedAlturOptions { ApiKey = ApiKey, Latency = options.AlturLatency, Faults = options.AlturFaults }, cancellationToken);
        await using var webhook = await WebhookReceiver.StartAsync(
            new WebhookReceiverOptions { Secrets = [secret], Latency = options.WebhookLatency, Faults = options.WebhookFaults },
            cancellationToken);
        var journeys = new Journeys(SampleLeads.Create(options.Leads, Guid.NewGuid().ToString("N")[..8]));
        var screen = new Screen(options, journeys);
        await using var bridge = await StartBridgeAsync(
            options, folder, Settings(options, altur, webhook, secret), Sent, screen, cancellationToken);

        altur.Answered += post => screen.Called(journeys.Posted(post), post);
        webhook.Received += delivery => screen.Delivered(journeys.Delivered(delivery), delivery);
        await using var deadLetters = new DeadLetterWatch(
            bridge.ServiceBus, (leadId, why) => screen.DeadLettered(journeys.DeadLettered(leadId, why), leadId, why));

        screen.Started(bridge.Url, altur.BaseUrl, webhook.Url);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bridge.Stopping);
        await FollowAsync(options, bridge.Url, journeys, screen, stopping.Token);
        var isGood = screen.Ended();

        if (!options.Once && !stopping.IsCancellationRequested)
        {
            screen.StayingUp(bridge.Url, options.Key);
            await bridge.WaitForShutdownAsync(cancellationToken);
        }

        return isGood ? 0 : 1;

        void Sent(SentMessage message)
        {
            if (message.Queue == Queues.Calls && !journeys.IsSample(message.Message.MessageId))
            {
                screen.Posted(message);
            }
        }
    }

    /// <summary>The user's settings apply, except for where calls and records go: nothing leaves this machine.</summary>
    private static Dictionary<string, string?> Settings(
        SandboxOptions options, SimulatedAltur altur, WebhookReceiver webhook, string secret)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Altur__ApiKey"] = ApiKey,
            ["Altur__BaseUrl"] = altur.BaseUrl.AbsoluteUri,
            ["Altur__AgentId"] = SampleLeads.AgentId,
            ["Altur__Timeout"] = "00:00:05",
            ["Webhook__Url"] = webhook.Url.AbsoluteUri,
            ["Webhook__Secrets__0"] = secret,
            ["Webhook__Timeout"] = "00:00:05",
            ["Leads__Spacing"] = "00:00:00",
            ["Calling__MinGap"] = "00:00:00",
            ["Leads__ShareFunctionKey"] = "true",
        };

        foreach (var (name, value) in SampleLeads.Sources.Concat(options.Settings))
        {
            settings[name] = value;
        }

        return settings;
    }

    private static async Task<EmbeddedBridge> StartBridgeAsync(
        SandboxOptions options, string folder, IReadOnlyDictionary<string, string?> settings, Action<SentMessage> sent, Screen screen,
        CancellationToken cancellationToken)
    {
        var bridge = new EmbeddedBridgeOptions
        {
            Urls = options.Urls ?? DefaultUrl,
            DataFolder = folder,
            Key = options.Key,
            Settings = settings,
            LogsToConsole = false,
            Sent = sent,
            ConfigureServices = services => services.AddSingleton<IStartupFilter>(new RefusedRequests(screen)),
        };

        try
        {
            return await EmbeddedBridge.StartAsync(bridge, cancellationToken);
        }
        catch (BridgeStartException exception) when (options.Urls is null
            && exception.InnerException?.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            return await EmbeddedBridge.StartAsync(bridge with { Urls = "http://127.0.0.1:0" }, cancellationToken);
        }
    }

    /// <summary>Sends the leads and waits until each has ended, or nothing has happened for too long.</summary>
    private static async Task FollowAsync(SandboxOptions options, Uri bridge, Journeys journeys, Screen screen, CancellationToken stopping)
    {
        using var http = new HttpClient { BaseAddress = bridge };
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (options.Key is { } key)
        {
            http.DefaultRequestHeaders.Add("x-functions-key", key);
        }

        try
        {
            await screen.ShowProgressAsync(async () =>
            {
                await LeadSender.SendAllAsync(http, journeys, screen, stopping);
                await WaitForEndsAsync(journeys, options.Patience, stopping);
            });
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The outcome so far is reported.
        }
    }

    private static async Task WaitForEndsAsync(Journeys journeys, TimeSpan patience, CancellationToken stopping)
    {
        var (seen, since) = (journeys.Events, Stopwatch.StartNew());
        while (journeys.Ended < journeys.Count && since.Elapsed < patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), stopping);
            if (journeys.Events != seen)
            {
                (seen, since) = (journeys.Events, Stopwatch.StartNew());
            }
        }
    }
}
