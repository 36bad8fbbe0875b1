using AlturBridge.Calling;
using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.EmbeddedHost.Clients;
using AlturBridge.EmbeddedHost.Runner;
using AlturBridge.Messages;
using AlturBridge.Testing;
using AlturBridge.Testing.Edges;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging.Abstractions;
using BridgeQueues = AlturBridge.Messages.Queues;

namespace AlturBridge.Tests.Calling.HostFaults;

/// <summary>
/// A host: the real bridge, broker and runner over a queue file, where a test controls the network to Altur and access to the broker. A
/// lead is named after its number: <c>json:+12025550101</c>. All are in one lane.
/// </summary>
internal sealed class LaneBench : IAsyncDisposable
{
    public const string First = "+12025550101";
    public const string Second = "+12025550102";

    private readonly TemporaryFolder folder = new();
    private readonly QueueBroker broker;
    private readonly EmbeddedServiceBusClient direct;
    private readonly ServiceProvider services;
    private readonly SessionPump pump;

    private LaneBench(WatchedTime time, IReadOnlyDictionary<string, string?> settings, string? copyOf)
    {
        Time = time;
        // All except the file that says whose queues they are.
        foreach (var file in copyOf is null ? [] : Directory.GetFiles(copyOf).Where(file => Path.GetFileName(file) != "lock"))
        {
            File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
        }

        var definitions = QueueDefinitions.Read(Path.Combine(AppContext.BaseDirectory, "queues.json"))
            .Select(queue => queue with { LockDuration = TimeSpan.FromMinutes(1) })
            .ToList();
        broker = QueueBroker.Open(folder.Path, definitions, time);
        direct = new EmbeddedServiceBusClient(broker);
        Altur = new EdgeAltur(Edge);
        services = Compose(settings);

        var function = new FunctionCatalog(typeof(Bridge).Assembly).Queues.Single(queue => queue.Trigger.QueueName == BridgeQueues.Calls);
        var host = new HostSettings("api", 2, MaxConcurrentSessions: 2, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30));
        pump = new SessionPump(
            function, broker.Queue(BridgeQueues.Calls).Definition, services.GetRequiredService<ServiceBusClient>(), host, time,
            new SessionActionsCache(), new MessageInvoker(services, NullLogger<MessageInvoker>.Instance), NullLogger<SessionPump>.Instance);
    }

    public WatchedTime Time { get; }

    public BrokerEdge Edge { get; } = new();

    public EdgeAltur Altur { get; }

    /// <summary>Leads that are not finished yet.</summary>
    public int Waiting => broker.Queue(BridgeQueues.Calls).Count;

    public static LaneBench Create(params (string Name, string Value)[] settings) =>
        new(
            new WatchedTime(DateTimeOffset.UtcNow),
            settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value),
            copyOf: null);

    /// <summary>What another host finds after <c>kill -9</c> of this one, now.</summary>
    public LaneBench AfterCrash() => new(Time, new Dictionary<string, string?>(), folder.Path);

    public Task StartAsync() => pump.StartAsync(CancellationToken.None);

    public async Task SendAsync(params string[] phones)
    {
        await using var sender = direct.CreateSender(BridgeQueues.Calls);
        foreach (var phone in phones)
        {
            var body = $$"""{"agent_id":"3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34","phone_number_to":"{{phone}}"}""";
            await sender.SendMessageAsync(
                CallMessage.Create($"json:{phone}", "json", new BinaryData(body), "lane-0", Time.GetUtcNow(), TimeSpan.FromDays(1)));
        }
    }

    /// <summary>Waits for a condition while the clock stands still.</summary>
    public static Task UntilAsync(Func<bool> condition) => Eventually.TrueAsync(condition);

    /// <summary>Advances time until a condition holds.</summary>
    public Task PassTimeUntilAsync(Func<bool> condition) => Eventually.TrueAsync(
        condition, () => Time.Advance(Edge.IsAtWork ? TimeSpan.Zero : TimeSpan.FromSeconds(1)));

    /// <summary>The leads whose records wait to be forwarded.</summary>
    public async Task<IReadOnlyList<string>> RecordsAsync()
    {
        await using var receiver = direct.CreateReceiver(BridgeQueues.CallRecords);
        return [.. (await receiver.PeekMessagesAsync(100, 1)).Select(message => message.CorrelationId)];
    }

    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> DeadLettersAsync()
    {
        await using var receiver = direct.CreateReceiver(
            BridgeQueues.Calls, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        return await receiver.PeekMessagesAsync(100, 1);
    }

    public async Task<IReadOnlyList<string>> DeadLetterReasonsAsync() =>
        [.. (await DeadLettersAsync()).Select(letter => letter.DeadLetterReason)];

    public async Task SetLaneStateAsync(string state)
    {
        await using var lane = await direct.AcceptSessionAsync(BridgeQueues.Calls, "lane-0");
        await lane.SetSessionStateAsync(new BinaryData(state));
    }

    public async ValueTask DisposeAsync()
    {
        Edge.LetGo();
        // Queueing a record, which a stop does not cut short, needs time to pass.
        var stopping = pump.StopAsync(CancellationToken.None);
        await PassTimeUntilAsync(() => stopping.IsCompleted);
        pump.Dispose();
        await services.DisposeAsync();
        await direct.DisposeAsync();
        await broker.DisposeAsync();
        folder.Dispose();
    }

    private ServiceProvider Compose(IReadOnlyDictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Altur:ApiKey"] = "secret",
                ["Altur:Timeout"] = "00:04:00",
                ["Calling:Lanes"] = "1",
                ["Webhook:Url"] = "http://127.0.0.1:9/",
            })
            .AddInMemoryCollection(settings)
            .Build();

        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<ServiceBusClient>(new EdgeClient(direct, Edge))
            .AddBridge(configuration)
            .PostConfigure<HttpClientFactoryOptions>(
                nameof(AlturClient), options => options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = Altur))
            .BuildServiceProvider();
    }
}
