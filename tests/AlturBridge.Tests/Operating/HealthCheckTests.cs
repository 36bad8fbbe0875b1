using System.Reflection;
using System.Text;
using AlturBridge.Configuration;
using AlturBridge.Operating;
using AlturBridge.Testing;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace AlturBridge.Tests.Operating;

public sealed class HealthCheckTests
{
    private static readonly string Version =
        typeof(Bridge).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
    private static readonly ServiceBusException NotFound = new("no such queue", ServiceBusFailureReason.MessagingEntityNotFound);

    private readonly FakeTimeProvider time = new();
    private readonly QueueEdge calls = new();
    private readonly QueueEdge records = new();
    private readonly LogKeeper<QueueProbe> logs = new();
    private readonly StoreHealth store;

    public HealthCheckTests()
    {
        var client = new Mock<ServiceBusClient>(MockBehavior.Strict);
        client.Setup(from => from.CreateReceiver("calls")).Returns(calls.Receiver);
        client.Setup(from => from.CreateReceiver("call-records")).Returns(records.Receiver);
        store = new StoreHealth([new QueueProbe(client.Object, calls.Sender, records.Sender, new QueueDeadline(time), logs)], time);
    }

    [Fact]
    public async Task With_both_queues_the_bridge_is_ready()
    {
        Assert.Equal((200, $$"""{"status":"ready","version":"{{Version}}"}"""), await CheckAsync());
        Assert.Empty(logs.Entries);
    }

    [Theory]
    [InlineData("calls")]
    [InlineData("call-records")]
    public async Task A_queue_that_may_not_be_sent_to_is_named(string queue)
    {
        (queue == "calls" ? calls : records).Sending = () => Task.FromException(NotFound);

        Assert.Equal((503, NotReady(queue)), await CheckAsync());
        Assert.Equal(LogLevel.Error, Assert.Single(logs.Entries).Level);
        Assert.Contains("no such queue", logs.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_broker_is_noticed_although_the_sending_link_is_still_open()
    {
        Assert.Equal(200, (await CheckAsync()).Status);
        calls.Peeking = records.Peeking = () => Task.FromException(new UnauthorizedAccessException("no role"));
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal((503, NotReady("calls", "call-records")), await CheckAsync());
    }

    [Fact]
    public async Task A_broker_that_hangs_is_given_up_and_only_the_silent_queue_is_named()
    {
        calls.Peeking = () => new TaskCompletionSource().Task;
        var checking = CheckAsync();
        await Eventually.TrueAsync(() => calls.Peeks == 1);
        Assert.False(checking.IsCompleted);

        time.Advance(QueueDeadline.Limit);

        Assert.Equal((503, NotReady("calls")), await checking.WaitAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task However_many_ask_the_broker_is_asked_once_in_five_seconds()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CheckAsync()));
        time.Advance(TimeSpan.FromSeconds(4.9));
        await CheckAsync();
        Assert.Equal((1, 1), (calls.Peeks, records.Peeks));

        time.Advance(TimeSpan.FromSeconds(0.1));
        await CheckAsync();
        Assert.Equal((2, 2), (calls.Peeks, records.Peeks));
    }

    [Fact]
    public async Task One_who_leaves_does_not_end_the_question_for_the_others()
    {
        var answer = new TaskCompletionSource();
        calls.Peeking = () => answer.Task;
        using var leaving = new CancellationTokenSource();
        var left = CheckAsync(leaving.Token);
        var waiting = CheckAsync();
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        answer.SetResult();
        Assert.Equal(200, (await waiting).Status);
        Assert.Equal(1, calls.Peeks);
    }

    private async Task<(int Status, string Body)> CheckAsync(CancellationToken cancellationToken = default)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = services };
        context.Response.Body = body;

        var result = await new HealthCheck(store).RunAsync(context.Request, cancellationToken);
        await result.ExecuteAsync(context);

        Assert.Equal("application/json; charset=utf-8", context.Response.ContentType);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(body.ToArray()));
    }

    private static string NotReady(params string[] queues)
    {
        var sentences = queues.Select(queue =>
            $"\"The queue {queue} cannot be reached: check the setting ServiceBus, that the queue exists, and the app's role on it.\"");
        return $$"""{"status":"not ready","version":"{{Version}}","missing":[{{string.Join(',', sentences)}}]}""";
    }

    /// <summary>A queue that can neither be sent to nor received from.</summary>
    private sealed class QueueEdge
    {
        private readonly Mock<ServiceBusSender> sender = new(MockBehavior.Strict);
        private readonly Mock<ServiceBusReceiver> receiver = new(MockBehavior.Strict);
        private int peeks;

        public QueueEdge()
        {
            sender.Setup(queue => queue.CreateMessageBatchAsync(It.IsAny<CancellationToken>())).Returns(async () =>
            {
                await Sending();
                return ServiceBusModelFactory.ServiceBusMessageBatch(0, []);
            });
            receiver.Setup(queue => queue.PeekMessageAsync(1, It.IsAny<CancellationToken>())).Returns(async () =>
            {
                Interlocked.Increment(ref peeks);
                await Peeking();
                return null!;
            });
        }

        public ServiceBusSender Sender => sender.Object;

        public ServiceBusReceiver Receiver => receiver.Object;

        public int Peeks => peeks;

        public Func<Task> Sending { get; set; } = () => Task.CompletedTask;

        public Func<Task> Peeking { get; set; } = () => Task.CompletedTask;
    }
}
