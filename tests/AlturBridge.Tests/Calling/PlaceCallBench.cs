using System.Collections.Concurrent;
using AlturBridge.Calling;
using AlturBridge.Configuration;
using AlturBridge.Messages;
using AlturBridge.Testing;
using AlturBridge.Testing.Edges;
using AlturBridge.Tests.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Moq;

namespace AlturBridge.Tests.Calling;

/// <summary>
/// PlaceCall with all our code real and the edges replaced: Altur's network, the clock, and the SDK's classes. What happens at the edges
/// is recorded in order.
/// </summary>
internal sealed class PlaceCallBench : IDisposable
{
    public const string MessageId = "json:lead-1";
    public const string Phone = "+525512345678";
    public const string Body = $$"""{"agent_id":"3f2b8c1e-9a4d-4e6f-8b7a-5c1d2e3f4a5b","phone_number_to":"{{Phone}}","end_user_display_name":"Ana Secreta"}""";

    private readonly ConcurrentQueue<string> events = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> holds = new();
    private readonly Mock<ServiceBusMessageActions> actions = new(MockBehavior.Strict);
    private readonly Mock<ServiceBusSessionMessageActions> session = new(MockBehavior.Strict);
    private readonly Mock<ServiceBusSender> records = new(MockBehavior.Strict);
    private readonly Mock<ServiceBusSender> calls = new(MockBehavior.Strict);
    private readonly CancellationTokenSource stopping = new();
    private readonly HttpClient http;
    private bool isPutOff;

    public PlaceCallBench()
    {
        Altur = new StubAltur(Note);
        Circuit = new Circuit(Time, Random.Shared, CircuitLog);
        Lanes = new LaneGates(Time);
        http = new HttpClient(Altur) { BaseAddress = new Uri("http://altur.invalid/api/v1.0/") };
        PrepareState();
        PrepareSettlement();
        calls.Setup(sender => sender.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>()))
            .Returns((ServiceBusMessage message, CancellationToken _) =>
            {
                var happened = HappenedAsync("send copy");
                PutOff.Enqueue(message);
                return happened;
            });
        records.Setup(sender => sender.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>()))
            .Returns((ServiceBusMessage message, CancellationToken _) =>
            {
                var happened = HappenedAsync("send record");
                Sent.Enqueue(message);
                return happened;
            });
    }

    /// <summary>The copies of leads that were put off.</summary>
    public ConcurrentQueue<ServiceBusMessage> PutOff { get; } = new();

    public WatchedTime Time { get; } = new(WatchedTime.Morning);

    public StubAltur Altur { get; }

    /// <summary>One lane; most tests call one number again and again.</summary>
    public CallingOptions Calling { get; } = new() { Lanes = 1, MinGap = TimeSpan.Zero, MaxPerDay = 0 };

    public LeadsOptions Leads { get; } = new();

    public KeptEvents LeadEvents { get; } = new();

    public Circuit Circuit { get; }

    public LaneGates Lanes { get; private set; }

    /// <summary>By the real clock, unless a test is about it.</summary>
    public QueueDeadline Deadline { get; set; } = new(TimeProvider.System);

    public LogKeeper<PlaceCall> Log { get; } = new();

    public LogKeeper<Circuit> CircuitLog { get; } = new();

    /// <summary>Who said no.</summary>
    public ScriptedDoNotCall DoNotCall { get; } = new();

    public LogKeeper<DoNotCallCheck> DoNotCallLog { get; } = new();

    public LogKeeper<RecordHandOver> HandOverLog { get; } = new();

    /// <summary>What the session holds; as in Service Bus, nothing is empty, not null.</summary>
    public BinaryData State { get; set; } = BinaryData.Empty;

    /// <summary>What the lane knows about the message that this bench delivers.</summary>
    public Claim? Claim => Lane.ClaimOf(Message());

    public LaneState Lane => State.ToMemory().IsEmpty ? LaneState.Empty : LaneStates.Read(State);

    /// <summary>Failures of the edges, by the event that would have been recorded.</summary>
    public ConcurrentDictionary<string, Exception> Failures { get; } = new();

    public ConcurrentQueue<ServiceBusMessage> Sent { get; } = new();

    public DeadLetter? DeadLetter { get; private set; }

    public IDictionary<string, object>? AbandonedWith { get; private set; }

    public IReadOnlyList<string> Events => [.. events];

    /// <summary>The waits of the function; the deadline of the POST is not one of them.</summary>
    public IReadOnlyList<TimeSpan> Waits => [.. Time.Waits.Where(wait => wait != PostDeadline)];

    /// <summary>
    /// Longer than the longest jittered wait of 32 seconds, shorter than the shortest of 64: no backoff can happen to be as long.
    /// </summary>
    private static TimeSpan PostDeadline => TimeSpan.FromSeconds(45);

    public static ServiceBusReceivedMessage Message(
        string body = Body, string messageId = MessageId, DateTimeOffset? enqueued = null, int attempt = 0, int deliveryCount = 1,
        string? receivedAt = null, string session = "lane-0") =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: new BinaryData(body),
            messageId: messageId,
            sessionId: session,
            correlationId: messageId,
            lockTokenGuid: Guid.NewGuid(),
            deliveryCount: deliveryCount,
            enqueuedTime: enqueued ?? WatchedTime.Morning,
            properties: new Dictionary<string, object>
            {
                [MessageProperty.Source] = "json",
                [MessageProperty.Attempt] = attempt,
                [MessageProperty.ReceivedAt] = receivedAt!,
            });

    /// <summary>Runs the function, which this bench's clock may keep waiting, but not forever.</summary>
    public Task DeliverAsync(ServiceBusReceivedMessage? message = null, AlturClient? altur = null)
    {
        altur ??= new AlturClient(http, Options.Create(new AlturOptions { ApiKey = "secret", Timeout = PostDeadline }), Time);
        var handOver = new RecordHandOver(records.Object, Deadline, Time, Random.Shared, HandOverLog);
        var lanes = new Lanes(Calling.Lanes);
        var putOffs = new PutOffs(calls.Object, lanes, Deadline, Time, Random.Shared);
        var function = new PlaceCall(
            altur,
            Circuit,
            Lanes,
            new CallCheck(
                Calling.ToRules(), new DoNotCallCheck(DoNotCall, Time, DoNotCallLog), lanes, Options.Create(Leads), Time),
            putOffs,
            new CallSettlement(Circuit, handOver, putOffs, Options.Create(Calling), LeadEvents, Time, Random.Shared, Log),
            Deadline,
            Options.Create(Calling),
            Time,
            Log);

        return function.RunAsync(message ?? Message(), actions.Object, session.Object, stopping.Token).WaitAsync(Eventually.Deadline);
    }

    /// <summary>An operation at an edge lasts until the test ends it.</summary>
    public TaskCompletionSource Hold(string what) =>
        holds[what] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Another process, which only knows the lane's state.</summary>
    public void Restart() => Lanes = new LaneGates(Time);

    public Task StopHostAsync() => stopping.CancelAsync();

    /// <summary>Advances time until the delivery has ended.</summary>
    public async Task FinishAsync(Task delivery)
    {
        await Eventually.TrueAsync(() => delivery.IsCompleted, () => Time.Advance(TimeSpan.FromSeconds(10)));
        await delivery;
    }

    /// <summary>Another lane places another lead's call, whatever Altur answers to this bench.</summary>
    public async Task PlaceAnotherAsync()
    {
        using var turn = await Circuit.EnterAsync(Circuit.Patience, CancellationToken.None);
        turn!.End(new DialOutcome.Placed(new BinaryData(StubAltur.Record)), firstFailure: null);
    }

    /// <summary>Other lanes place no call until the circuit opens.</summary>
    public async Task OpenCircuitAsync()
    {
        while (!Circuit.Report.IsOpen)
        {
            using var turn = await Circuit.EnterAsync(Circuit.Patience, CancellationToken.None);
            turn!.End(new DialOutcome.NotPlaced("Altur answered 503.", RetryAfter: null), firstFailure: null);
        }
    }

    /// <summary>Runs the function, and advances time until it has thrown.</summary>
    public Task FailAsync(ServiceBusReceivedMessage? message = null) => FinishAsync(DeliverAsync(message));

    public Task WaitBegunAsync(int count = 1) => Eventually.TrueAsync(() => Waits.Count >= count);

    public void Dispose()
    {
        stopping.Dispose();
        Circuit.Dispose();
        http.Dispose();
    }

    private void PrepareState()
    {
        session.Setup(actions => actions.GetSessionStateAsync(It.IsAny<CancellationToken>())).Returns(() =>
        {
            var happened = HappenedAsync("read state");
            return happened.IsCompleted ? Task.FromResult(State) : ReadAsync(happened);
        });
        session.Setup(actions => actions.SetSessionStateAsync(It.IsAny<BinaryData>(), It.IsAny<CancellationToken>())).Returns((
            BinaryData state, CancellationToken _) =>
        {
            var saved = LaneStates.Read(state);
            var wasPutOff = isPutOff;
            isPutOff = saved.PutOffs?.Count > 0;
            var happened = HappenedAsync(saved.ClaimOf(Message()) switch
            {
                null when saved.PutOffs?.Count > 0 => "mark put off",
                null when wasPutOff => "unmark put off",
                null => "save no claim",
                { IsHandedOn: true } => "mark handed on",
                { Answer: null } => "save claim",
                _ => "save answer",
            });
            State = state;
            return happened;
        });
    }

    private async Task<BinaryData> ReadAsync(Task happened)
    {
        await happened;
        return State;
    }

    private void PrepareSettlement()
    {
        actions.Setup(to => to.CompleteMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<CancellationToken>())).Returns(
            () => HappenedAsync("complete"));
        actions.Setup(to => to.AbandonMessageAsync(
            It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<IDictionary<string, object>>(), It.IsAny<CancellationToken>()))
            .Returns((ServiceBusReceivedMessage _, IDictionary<string, object>? properties, CancellationToken _) =>
            {
                var happened = HappenedAsync("abandon");
                AbandonedWith = properties;
                return happened;
            });
        actions.Setup(to => to.DeadLetterMessageAsync(
                It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<Dictionary<string, object>>(), It.IsAny<string>(), It.IsAny<string>(),
                It.IsAny<CancellationToken>()))
            .Returns((
                ServiceBusReceivedMessage _,
                Dictionary<string, object> properties,
                string reason,
                string description,
                CancellationToken _) =>
            {
                var happened = HappenedAsync("dead-letter");
                DeadLetter = new DeadLetter(reason, description, properties);
                return happened;
            });
    }

    private void Note(string what)
    {
        if (Failures.TryGetValue(what, out var failure))
        {
            events.Enqueue($"{what} fails");
            throw failure;
        }

        events.Enqueue(what);
    }

    private Task HappenedAsync(string what)
    {
        Note(what);
        return holds.TryGetValue(what, out var hold) ? hold.Task : Task.CompletedTask;
    }
}
