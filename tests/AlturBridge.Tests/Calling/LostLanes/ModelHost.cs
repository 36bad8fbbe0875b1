using System.Net;
using AlturBridge.Calling;
using AlturBridge.Configuration;
using AlturBridge.Messages;
using AlturBridge.Operating.DoNotCall;
using AlturBridge.Testing;
using AlturBridge.Testing.Edges;
using AlturBridge.Testing.Fuzz;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AlturBridge.Tests.Calling.LostLanes;

/// <summary>
/// One lane with one lead, as the Functions host serves it: a process-wide cache holds session actions by lane name; they are added before
/// an invocation unless present, and removed after it, whoever added them. A lock is lost just before the steps that a test names; the lane
/// is immediately accepted again, alongside the invocation that lost it.
/// </summary>
internal sealed class ModelHost : IDisposable
{
    private readonly Lock gate = new();
    private readonly IReadOnlySet<int> lostBefore;
    private readonly Queue<HttpStatusCode> answers;
    private readonly HttpClient http;
    private readonly WatchedTime time = new(WatchedTime.Morning);
    private readonly LaneGates lanes;
    private readonly Circuit circuit;
    private readonly List<Task> invocations = [];
    private readonly List<string> steps = [];
    private BinaryData state = BinaryData.Empty;
    private int owner;
    private int? cached;

    public ModelHost(IReadOnlySet<int> lostBefore, params HttpStatusCode[] answers)
    {
        this.lostBefore = lostBefore;
        this.answers = new Queue<HttpStatusCode>(answers);
        http = new HttpClient(new ModelAltur(this)) { BaseAddress = new Uri("http://altur.invalid/") };
        lanes = new LaneGates(time);
        circuit = new Circuit(time, Random.Shared, NullLogger<Circuit>.Instance);
    }

    /// <summary>What happened, in order: which invocation's receiver, and what.</summary>
    public string Story => string.Join(", ", steps);

    public int Steps => steps.Count;

    public int Posts { get; private set; }

    public int MostPostsAtOnce { get; private set; }

    /// <summary>How the lead ended: <c>complete</c> or the reason of its dead letter.</summary>
    public string? End { get; private set; }

    public HashSet<string> Records { get; } = [];

    private int PostsNow { get; set; }

    /// <summary>Serves the lane until the lead and everything that was started have ended.</summary>
    public async Task RunAsync()
    {
        Accept();
        using var deadline = new CancellationTokenSource(Eventually.Deadline);
        while (End is null || !AllEnded())
        {
            // Time passes only while everything waits for it.
            var before = Steps;
            await Task.Delay(TimeSpan.FromMilliseconds(1), deadline.Token);
            if (Steps == before)
            {
                time.Advance(TimeSpan.FromSeconds(10));
            }
        }

        await Task.WhenAll(invocations);
    }

    public void Dispose()
    {
        http.Dispose();
        circuit.Dispose();
    }

    private bool AllEnded()
    {
        lock (gate)
        {
            return invocations.TrueForAll(invocation => invocation.IsCompleted);
        }
    }

    private void Accept()
    {
        lock (gate)
        {
            owner++;
            var receiver = owner;
            invocations.Add(Task.Run(() => ServeAsync(receiver)));
        }
    }

    private async Task ServeAsync(int receiver)
    {
        while (receiver == owner && End is null)
        {
            cached ??= receiver;
            var putOffs = new PutOffs(Sender(), new Lanes(1), new QueueDeadline(TimeProvider.System), time, Random.Shared);
            try
            {
                await new PlaceCall(
                        new AlturClient(
                            http, Options.Create(new AlturOptions { ApiKey = "secret", Timeout = TimeSpan.FromMinutes(4) }), time),
                        circuit,
                        lanes,
                        new CallCheck(
                            new CallingOptions { MinGap = TimeSpan.Zero }.ToRules(),
                            new DoNotCallCheck(new UnusedDoNotCallList(), time, NullLogger<DoNotCallCheck>.Instance),
                            new Lanes(1),
                            Options.Create(new LeadsOptions()),
                            time),
                        putOffs,
                        new CallSettlement(
                            circuit,
                            new RecordHandOver(
                                Sender(), new QueueDeadline(TimeProvider.System), time, Random.Shared, NullLogger<RecordHandOver>.Instance),
                            putOffs,
                            Options.Create(new CallingOptions()),
                            new NoEvents(),
                            time,
                            Random.Shared,
                            NullLogger<PlaceCall>.Instance),
                        new QueueDeadline(TimeProvider.System),
                        Options.Create(new CallingOptions()),
                        time,
                        NullLogger<PlaceCall>.Instance)
                    .RunAsync(PlaceCallBench.Message(), Actions(receiver), Session(), CancellationToken.None);
            }
            catch (Exception exception) when (exception is ServiceBusException or InvalidOperationException)
            {
                // The host abandons the message, and Service Bus delivers it again.
            }

            cached = null;
        }
    }

    private async Task<T> StepAsync<T>(string what, Func<T> take)
    {
        // Elsewhere, so that the continuation does not run inside it.
        await Task.Yield();
        lock (gate)
        {
            steps.Add(what);
            if (lostBefore.Contains(steps.Count))
            {
                Accept();
            }

            return take();
        }
    }

    /// <summary>Under a receiver's lock.</summary>
    private Task<bool> HeldAsync(int receiver, string what, Action take) => StepAsync($"{receiver} {what}", () =>
    {
        if (receiver != owner || End is not null)
        {
            throw new ServiceBusException("The lane's lock was lost.", ServiceBusFailureReason.SessionLockLost);
        }

        take();
        return true;
    });

    private int Cached() => cached ?? throw new InvalidOperationException("FailedPrecondition: SessionId not found.");

    private ModelSessionActions Session() => new(
        async () =>
        {
            var read = BinaryData.Empty;
            await HeldAsync(Cached(), "reads", () => read = state);
            return read;
        },
        written => HeldAsync(Cached(), "writes", () => state = written));

    private ModelMessageActions Actions(int receiver) => new(
        () => HeldAsync(receiver, "completes", () => End = "complete"),
        () => HeldAsync(receiver, "gives back", () => { }),
        reason => HeldAsync(receiver, "dead-letters", () => End = reason));

    private ModelSender Sender() => new(record => StepAsync("hands on", () => Records.Add(record.MessageId)));

    private sealed class ModelAltur(ModelHost host) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.CopyToAsync(Stream.Null, CancellationToken.None);
            await host.StepAsync("asks", () =>
            {
                host.Posts++;
                host.PostsNow++;
                host.MostPostsAtOnce = Math.Max(host.MostPostsAtOnce, host.PostsNow);
                return true;
            });
            var answer = await host.StepAsync("hears", () =>
            {
                host.PostsNow--;
                return host.answers.TryDequeue(out var next) ? next : HttpStatusCode.Created;
            });

            return new HttpResponseMessage(answer) { Content = new StringContent("""{"id":"the call"}""") };
        }
    }
}
