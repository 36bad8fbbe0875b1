using AlturBridge.Calling;
using AlturBridge.Configuration;
using AlturBridge.Messages;
using AlturBridge.Operating.DoNotCall;
using AlturBridge.Testing;
using AlturBridge.Testing.Edges;
using AlturBridge.Tests.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AlturBridge.Tests.Calling.PutOff;

/// <summary>
/// One lane with its queue, state, duplicate detection and Altur, serving the real function, whose host dies at chosen operations: before
/// or after they take effect. Unsettled messages are delivered again, to a host without memory.
/// </summary>
internal sealed class CrashingLane : IDisposable
{
    public const string Phone = "+12025550143";
    private const int MostDeliveries = 60;
    private static readonly TimeSpan DuplicateDetection = TimeSpan.FromDays(1);
    private static readonly DateTimeOffset Start = new(2026, 11, 27, 7, 0, 0, TimeSpan.Zero);

    private readonly List<Queued> queue = [];
    private readonly Dictionary<string, DateTimeOffset> seen = [];
    private readonly Dictionary<string, int> posts = [];
    private readonly Dictionary<string, string> dead = [];
    private readonly FakeTimeProvider time = new(Start);
    private readonly CallingOptions calling = new() { Lanes = 1 };
    private readonly LeadsOptions leads = new() { MaxAge = TimeSpan.FromDays(10) };
    private readonly IReadOnlyDictionary<int, CrashAt> crashes;
    private readonly TimeSpan downtime;
    private readonly bool originalsLast;
    private readonly StubAltur altur;
    private readonly HttpClient http;
    private BinaryData state = BinaryData.Empty;
    private Host host;
    private int sequence;

    /// <param name="crashes">By the number of the operation, from 1.</param>
    /// <param name="downtime">How long until a new host starts.</param>
    /// <param name="originalsLast">
    /// Whether copies are delivered before unsettled messages, as Service Bus does after a lock expired.
    /// </param>
    public CrashingLane(IReadOnlyDictionary<int, CrashAt> crashes, TimeSpan downtime, bool originalsLast)
    {
        this.crashes = crashes;
        this.downtime = downtime;
        this.originalsLast = originalsLast;
        calling.Hours["Mon_Sun"] = "08:00-20:00";
        altur = new StubAltur(_ => { });
        altur.PlacesCalls();
        http = new HttpClient(altur) { BaseAddress = new Uri("http://altur.invalid/api/v1.0/") };
        host = new Host(time);
    }

    public enum CrashAt
    {
        Before,
        After,
    }

    /// <summary>What happened, for debugging.</summary>
    public List<string> Trace { get; } = [];

    /// <summary>How many operations there were.</summary>
    public int Operations { get; private set; }

    /// <summary>Nothing happens until this long after the start, two hours after midnight in the called person's zone.</summary>
    public void WaitUntil(TimeSpan sinceStart) => time.SetUtcNow(Start + sinceStart);

    public void Accept(string leadId) => Enqueue(CallMessage.Create(
        leadId, "json", new BinaryData($$"""{"agent_id":"3f2b8c1e-9a4d-4e6f-8b7a-5c1d2e3f4a5b","phone_number_to":"{{Phone}}","end_user_context":"{{leadId}}"}"""), "lane-0", time.GetUtcNow(), leads.MaxAge));

    public async Task RunAsync()
    {
        for (var deliveries = 0; queue.Count > 0; deliveries++)
        {
            Assert.True(
                deliveries < MostDeliveries,
                $"{queue.Count} messages are still in the queue: {string.Join(' ', queue.Select(message => message.Sent.MessageId))}.");
            var next = queue.Where(message => message.Due <= time.GetUtcNow()).MinBy(
                message => (originalsLast && message.WasDelivered, message.Sequence));
            if (next is null)
            {
                time.SetUtcNow(queue.Min(message => message.Due));
                continue;
            }

            await DeliverAsync(next);
        }
    }

    /// <summary>How often a lead was called, and where it ended if a human must look.</summary>
    public (int Calls, string? DeadLetter) EndOf(string leadId) => (posts.GetValueOrDefault(leadId), dead.GetValueOrDefault(leadId));

    public void Dispose()
    {
        host.Dispose();
        http.Dispose();
        altur.Dispose();
    }

    private async Task DeliverAsync(Queued message)
    {
        message.WasDelivered = true;
        Trace.Add($"{time.GetUtcNow():dd HH:mm:ss} {message.Sent.MessageId}:");
        var before = altur.Posts.Count;
        var handOver = new RecordHandOver(Sender(static _ => { }), host.Deadline, time, Random.Shared, new LogKeeper<RecordHandOver>());
        var client = new AlturClient(http, Options.Create(new AlturOptions { ApiKey = "secret" }), time);
        var log = new LogKeeper<PlaceCall>();
        var putOffs = new PutOffs(Sender(Enqueue), new Lanes(1), host.Deadline, time, Random.Shared);
        var function = new PlaceCall(
            client, host.Circuit, host.Lanes,
            new CallCheck(
                calling.ToRules(),
                new DoNotCallCheck(new UnusedDoNotCallList(), time, new LogKeeper<DoNotCallCheck>()),
                new Lanes(1),
                Options.Create(leads),
                time),
            putOffs,
            new CallSettlement(host.Circuit, handOver, putOffs, Options.Create(calling), new KeptEvents(), time, Random.Shared, log),
            host.Deadline,
            Options.Create(calling), time, log);

        // A dead host abandons its delivery, and whatever that still tries has no effect.
        var delivery = function.RunAsync(Received(message), Actions(message), Session(), host.Stopping.Token);
        await Task.WhenAny(delivery, host.Died).WaitAsync(Eventually.Deadline);
        if (!host.Died.IsCompleted)
        {
            await delivery;
        }

        if (altur.Posts.Count > before)
        {
            posts[message.Sent.CorrelationId] = posts.GetValueOrDefault(message.Sent.CorrelationId) + altur.Posts.Count - before;
        }

        if (host.Died.IsCompleted)
        {
            host.Dispose();
            host = new Host(time);
            time.Advance(downtime);
        }
    }

    private void Enqueue(ServiceBusMessage message)
    {
        var now = time.GetUtcNow();
        if (seen.TryGetValue(message.MessageId, out var before) && now - before < DuplicateDetection)
        {
            return;
        }

        seen[message.MessageId] = now;
        queue.Add(new Queued(message, ++sequence, message.ScheduledEnqueueTime > now ? message.ScheduledEnqueueTime : now));
    }

    /// <summary>One operation of the host on the world, at which it may die.</summary>
    private Task Happens(Host at, string what, Action effect)
    {
        if (at.Died.IsCompleted)
        {
            throw new CrashException();
        }

        var crash = crashes.TryGetValue(++Operations, out var planned) ? planned : (CrashAt?)null;
        Trace.Add($"{Operations} {what}{(crash is { } dies ? $" dies {dies}" : string.Empty)}");
        if (crash != CrashAt.Before)
        {
            effect();
        }

        return crash is null ? Task.CompletedTask : throw at.Crash();
    }

    private ModelSender Sender(Action<ServiceBusMessage> sent)
    {
        var at = host;
        return new ModelSender(message => Happens(at, $"send {message.MessageId}", () => sent(message)));
    }

    private ModelSessionActions Session()
    {
        var at = host;
        return new ModelSessionActions(() => Task.FromResult(state), changed => Happens(at, "save", () => state = changed));
    }

    private ModelMessageActions Actions(Queued message)
    {
        var at = host;
        return new ModelMessageActions(
            () => Happens(at, "complete", () => queue.Remove(message)),
            () => Happens(at, "abandon", () => { }),
            reason => Happens(at, "dead-letter", () =>
            {
                queue.Remove(message);
                dead[message.Sent.CorrelationId] = reason!;
            }));
    }

    private static ServiceBusReceivedMessage Received(Queued message) => ServiceBusModelFactory.ServiceBusReceivedMessage(
        body: message.Sent.Body,
        messageId: message.Sent.MessageId,
        sessionId: message.Sent.SessionId,
        correlationId: message.Sent.CorrelationId,
        subject: message.Sent.Subject,
        contentType: message.Sent.ContentType,
        timeToLive: message.Sent.TimeToLive,
        lockTokenGuid: Guid.NewGuid(),
        sequenceNumber: message.Sequence,
        enqueuedTime: message.Due,
        properties: message.Sent.ApplicationProperties);

    private sealed class Host(TimeProvider time) : IDisposable
    {
        private readonly TaskCompletionSource died = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationTokenSource Stopping { get; } = new();

        public Task Died => died.Task;

        public LaneGates Lanes { get; } = new(time);

        public Circuit Circuit { get; } = new(time, Random.Shared, new LogKeeper<Circuit>());

        public QueueDeadline Deadline { get; } = new(TimeProvider.System);

        public CrashException Crash()
        {
            died.TrySetResult();
            return new CrashException();
        }

        public void Dispose()
        {
            Stopping.Dispose();
            Circuit.Dispose();
        }
    }

    private sealed class CrashException : Exception;

    private sealed record Queued(ServiceBusMessage Sent, int Sequence, DateTimeOffset Due)
    {
        public bool WasDelivered { get; set; }
    }
}
