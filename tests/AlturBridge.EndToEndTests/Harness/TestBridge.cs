using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AlturBridge.EmbeddedHost;
using AlturBridge.EmbeddedHost.Clients;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;

namespace AlturBridge.EndToEndTests.Harness;

/// <summary>The real bridge between a simulated Altur API and a webhook receiver, all in this process.</summary>
internal sealed class TestBridge : IAsyncDisposable
{
    public const string AgentId = "3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34";
    public const string ApiKey = "test-key";
    public const string WebhookPath = "call-records/for-tenant-4711";

    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string?> settings;
    private readonly string? key;
    private readonly Action<IServiceCollection> configure;
    private EmbeddedBridge? bridge;

    private TestBridge(
        SimulatedAltur altur,
        WebhookReceiver webhook,
        IReadOnlyDictionary<string, string?> overrides,
        string? key,
        Action<IServiceCollection> configure)
    {
        (Altur, Webhook, this.key, this.configure) = (altur, webhook, key, configure);
        settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Altur__ApiKey"] = ApiKey,
            ["Calling__MinGap"] = "00:00:00",
            ["Calling__MaxPerDay"] = "0",
            ["Altur__BaseUrl"] = altur.BaseUrl.AbsoluteUri,
            ["Altur__AgentId"] = AgentId,
            ["Webhook__Url"] = new Uri(webhook.Url, WebhookPath).AbsoluteUri,
            ["Webhook__Secrets__0"] = Secret,
        };

        foreach (var (name, value) in overrides)
        {
            settings[name] = value;
        }
    }

    public SimulatedAltur Altur { get; }

    public WebhookReceiver Webhook { get; }

    public HttpClient Http { get; } = new();

    /// <summary>Where the bridge keeps its queues and its journal.</summary>
    public string DataFolder => folder.Path;

    /// <summary>The bridge's way to its queues, which a test may slow down or cut.</summary>
    public BrokerLink Link => bridge!.Link;

    public ServiceBusClient ServiceBus => bridge!.ServiceBus;

    public static async Task<TestBridge> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null, SimulatedAlturOptions? altur = null, WebhookReceiverOptions? webhook = null,
        string? key = null, TimeProvider? time = null,
        Action<IServiceCollection>? configure = null)
    {
        var test = new TestBridge(
            await SimulatedAltur.StartAsync((altur ?? new SimulatedAlturOptions()) with { ApiKey = ApiKey }),
            await WebhookReceiver.StartAsync((webhook ?? new WebhookReceiverOptions()) with { Secrets = [Secret] }),
            settings ?? new Dictionary<string, string?>(),
            key,
            services =>
            {
                services.AddSingleton(time ?? TimeProvider.System);
                configure?.Invoke(services);
            });
        await test.StartBridgeAsync();

        return test;
    }

    /// <summary>Stops the bridge as SIGTERM does, and starts another on the same queues.</summary>
    public async Task RestartAsync()
    {
        await StopBridgeAsync();
        await StartBridgeAsync();
    }

    public async Task StopBridgeAsync()
    {
        await bridge!.DisposeAsync();
        bridge = null;
    }

    public async Task StartBridgeAsync()
    {
        bridge = await EmbeddedBridge.StartAsync(new EmbeddedBridgeOptions
        {
            Urls = "http://127.0.0.1:0",
            DataFolder = folder.Path,
            Key = key,
            Settings = settings,
            ReadsEnvironment = false,
            LogsToConsole = false,
            ConfigureServices = configure,
        });
    }

    public Uri Address(string path) => new(bridge!.Url, path);

    public Task<HttpResponseMessage> PostAsync(string body, string source = "json", string? idempotencyKey = null) =>
        PostAsync(Encoding.UTF8.GetBytes(body), source, idempotencyKey);

    public async Task<HttpResponseMessage> PostAsync(byte[] body, string source = "json", string? idempotencyKey = null)
    {
        using var request =
            new HttpRequestMessage(HttpMethod.Post, Address($"api/leads/{source}")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return await Http.SendAsync(request);
    }

    /// <summary>Posts a lead that must be accepted.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> AcceptAsync(string phoneNumber, string? idempotencyKey = null)
    {
        using var response = await PostAsync($$"""{"phone_number_to": "{{phoneNumber}}", "end_user_display_name": "Zoë"}""", idempotencyKey: idempotencyKey);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, response.StatusCode);

        var receipt = await response.Content.ReadFromJsonAsync<JsonObject>();
        Assert.Equal(1, receipt!["accepted"]!.GetValue<int>());
        return receipt["leads"]![0]!["id"]!.GetValue<string>();
    }

    public async Task<JsonObject> StatusAsync() => (await Http.GetFromJsonAsync<JsonObject>(Address("api/status")))!;

    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> DeadLettersAsync(string queue)
    {
        await using var receiver = ServiceBus.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        return await receiver.PeekMessagesAsync(1000, 1);
    }

    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> WaitingAsync(string queue)
    {
        await using var receiver = ServiceBus.CreateReceiver(queue);
        return await receiver.PeekMessagesAsync(1000, 1);
    }

    public async ValueTask DisposeAsync()
    {
        if (bridge is not null)
        {
            await bridge.DisposeAsync();
        }

        await Altur.DisposeAsync();
        await Webhook.DisposeAsync();
        Http.Dispose();
        folder.Dispose();
    }
}
