using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.EmbeddedHost.Clients;
using AlturBridge.Messages;
using AlturBridge.Operating.DeadLetters;
using AlturBridge.Testing;
using AlturBridge.Tests.Messages;
using AlturBridge.Tests.Queues;
using Azure.Messaging.ServiceBus;
using QueueNames = AlturBridge.Messages.Queues;

namespace AlturBridge.Tests.Operating.DeadLetters;

/// <summary>The bridge's own queues on a real clock, and dead letters in them.</summary>
internal sealed class DeadLetterBench : IAsyncDisposable
{
    private readonly TestQueues queues = new(
        TimeProvider.System, [.. QueueDefinitions.Read(Path.Combine(AppContext.BaseDirectory, "queues.json"))]);

    public KeptEvents Events { get; } = new();

    public LogKeeper<DeadLetterDesk> Logs { get; } = new();

    public DeadLetterBrowser Browser => new(queues.Client, TimeProvider.System);

    /// <summary>What happens once the desk has sent a message.</summary>
    public Action<SentMessage>? Sent { get; set; }

    public DeadLetterDesk Desk => new(
        queues.Client,
        new EmbeddedServiceBusClient(queues.Broker, Sent).CreateSender(QueueNames.Calls),
        queues.Client.CreateSender(QueueNames.CallRecords),
        Events,
        TimeProvider.System,
        Logs);

    public ServiceBusClient Client => queues.Client;

    /// <summary>Puts a lead on <c>calls</c> and kills it.</summary>
    public Task DieAsync(string lead, string reason, IDictionary<string, object>? properties = null) =>
        DieAsync([lead], reason, properties);

    /// <summary>Puts another program's lead on <c>calls</c>, and the queue lets it expire.</summary>
    public async Task ExpireAsync(string lead, TimeSpan timeToLive)
    {
        await Client.CreateSender(QueueNames.Calls).SendMessageAsync(
            new ServiceBusMessage("{}") { MessageId = lead, SessionId = "lane-1", TimeToLive = timeToLive });
        await Eventually.TrueAsync(async () => (await DeadAsync()).Count > 0, "the lead to expire");
    }

    public async Task DieAsync(IReadOnlyList<string> leads, string reason, IDictionary<string, object>? properties = null)
    {
        await Client.CreateSender(QueueNames.Calls).SendMessagesAsync(leads.Select(lead => CallMessage.Create(
            lead, lead[..lead.IndexOf(':', StringComparison.Ordinal)], new BinaryData("""{"phone_number_to":"+12025550143"}"""), "lane-1", DateTimeOffset.UtcNow, TimeSpan.FromDays(1))));
        await using var receiver = await Client.AcceptSessionAsync(QueueNames.Calls, "lane-1");
        foreach (var message in await receiver.ReceiveMessagesAsync(leads.Count))
        {
            await receiver.DeadLetterMessageAsync(
                message, properties ?? new Dictionary<string, object>(), reason, $"{reason} of +12025550143.");
        }
    }

    /// <summary>Kills each lead as soon as it is on <c>calls</c>, until disposed.</summary>
    public IAsyncDisposable DieAlways(string reason)
    {
        var stop = new CancellationTokenSource();
        return new Worker(stop, Task.Run(async () =>
        {
            while (true)
            {
                await using var receiver = await Client.AcceptNextSessionAsync(QueueNames.Calls, cancellationToken: stop.Token);
                foreach (var message in await receiver.ReceiveMessagesAsync(100, TimeSpan.FromMilliseconds(10), stop.Token))
                {
                    await receiver.DeadLetterMessageAsync(message, reason, cancellationToken: stop.Token);
                }
            }
        }));
    }

    public async Task DieAsRecordAsync(string lead, string reason)
    {
        await Client.CreateSender(QueueNames.CallRecords).SendMessageAsync(new ServiceBusMessage("{}")
        {
            MessageId = $"{lead}:hash", CorrelationId = lead,
            ApplicationProperties = { [MessageProperty.Source] = "crm", [MessageProperty.Attempt] = 3 },
        });
        await using var receiver = queues.Receiver(QueueNames.CallRecords);
        await receiver.DeadLetterMessageAsync(await TestQueues.NextAsync(receiver), reason, "The webhook is gone.");
    }

    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> WaitingAsync(string queue) =>
        await queues.Receiver(queue).PeekMessagesAsync(1000, 1);

    public async Task<IReadOnlyList<DeadLetter>> DeadAsync() =>
        (await Browser.ListAsync(new DeadLetterSelection(), null, default)).DeadLetters;

    public async Task<string> IdAsync(string lead) => (await DeadAsync()).Single(letter => letter.Lead == lead).Id;

    public ValueTask DisposeAsync() => queues.DisposeAsync();

    private sealed class Worker(CancellationTokenSource stop, Task working) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.Dispose();
        }
    }
}
