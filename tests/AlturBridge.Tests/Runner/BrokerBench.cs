using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.EmbeddedHost.Clients;
using AlturBridge.EmbeddedHost.Runner;
using AlturBridge.Testing;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlturBridge.Tests.Runner;

/// <summary>The real broker in a separate folder, and functions scripted by a test.</summary>
internal sealed class BrokerBench : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly QueueBroker broker;
    private readonly TimeProvider time;
    private readonly ServiceProvider services;

    public BrokerBench(TimeProvider? time = null)
    {
        this.time = time ?? TimeProvider.System;
        broker = QueueBroker.Open(folder.Path, [Plain, Laned], this.time);
        Link = new BrokerLink(this.time);
        Client = new EmbeddedServiceBusClient(broker, link: Link);
        services = new ServiceCollection().AddSingleton(Script).BuildServiceProvider();
    }

    /// <summary>80 seconds: half of it, when a lock is renewed, is a wait that nothing else here uses.</summary>
    public static QueueDefinition Plain { get; } = new() { Name = "plain", LockDuration = TimeSpan.FromSeconds(80) };

    public static QueueDefinition Laned { get; } = Plain with { Name = "laned", RequiresSession = true };

    public static HostSettings Settings { get; } = new("api", 2, 2, TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(30));

    public BrokerLink Link { get; }

    public FunctionScript Script { get; } = new();

    public ServiceBusClient Client { get; set; }

    public ILogger<MessageInvoker> Log { get; set; } = NullLogger<MessageInvoker>.Instance;

    public MessageInvoker Invoker => new(services, Log);

    public void LoseAllLocks() => broker.LoseSessions(held => held);

    public int Count(QueueDefinition queue) => broker.Queue(queue.Name).Count;

    public async Task SendAsync(QueueDefinition queue, params string[] bodies)
    {
        await using var sender = Client.CreateSender(queue.Name);
        foreach (var body in bodies)
        {
            // A session's messages are named after it: a1, a2, b1.
            await sender.SendMessageAsync(
                new ServiceBusMessage(body) { MessageId = body, SessionId = queue.RequiresSession ? body[..1] : null });
        }
    }

    public static QueueFunction Function(QueueDefinition queue, bool autoComplete = true) => new(
        "Scripted",
        new ServiceBusTriggerAttribute(queue.Name) { IsSessionsEnabled = queue.RequiresSession, AutoCompleteMessages = autoComplete },
        new FunctionInvoker(typeof(ScriptedFunction).GetMethod(
            queue.RequiresSession ? nameof(ScriptedFunction.LanedAsync) : nameof(ScriptedFunction.PlainAsync))!));

    public QueuePump QueuePump(HostSettings? settings = null) =>
        new(Function(Plain), Plain, Client, settings ?? Settings, time, Invoker, NullLogger<QueuePump>.Instance);

    public SessionPump SessionPump(HostSettings? settings = null) =>
        new(
        Function(Laned), Laned, Client, settings ?? Settings, time, new SessionActionsCache(), Invoker, NullLogger<SessionPump>.Instance);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await broker.DisposeAsync();
        folder.Dispose();
    }
}
