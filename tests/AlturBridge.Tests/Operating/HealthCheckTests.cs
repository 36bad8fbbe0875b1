using System.Reflection;
using System.Text;
using AlturBridge.Operating;
using AlturBridge.Testing;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Moq;

namespace AlturBridge.Tests.Operating;

public sealed class HealthCheckTests
{
    private static readonly string Version =
        typeof(Bridge).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
    private static readonly ServiceBusException NotFound = new("no such queue", ServiceBusFailureReason.MessagingEntityNotFound);

    private readonly Mock<ServiceBusSender> calls = Reachable();
    private readonly Mock<ServiceBusSender> records = Reachable();
    private readonly LogKeeper<HealthCheck> logs = new();

    [Fact]
    public async Task With_both_queues_the_bridge_is_ready()
    {
        Assert.Equal((200, $$"""{"status":"ready","version":"{{Version}}"}"""), await CheckAsync());
        Assert.Empty(logs.Entries);
    }

    [Theory]
    [InlineData("calls")]
    [InlineData("call-records")]
    public async Task A_queue_that_fails_is_named(string queue)
    {
        Break(queue == "calls" ? calls : records, NotFound);

        Assert.Equal((503, NotReady(queue)), await CheckAsync());
        Assert.Equal(LogLevel.Error, Assert.Single(logs.Entries).Level);
        Assert.Contains("no such queue", logs.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_queues_are_named_when_both_fail()
    {
        Break(calls, NotFound);
        Break(records, new UnauthorizedAccessException("no role"));

        Assert.Equal((503, NotReady("calls", "call-records")), await CheckAsync());
    }

    [Fact]
    public async Task Of_two_queues_only_the_one_that_does_not_answer_is_named()
    {
        var asked = 0;
        calls
            .Setup(queue => queue.CreateMessageBatchAsync(It.IsAny<CancellationToken>()))
            .Returns(async (CancellationToken cancellationToken) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                return Batch();
            });
        records
            .Setup(queue => queue.CreateMessageBatchAsync(It.IsAny<CancellationToken>()))
            .Returns((CancellationToken cancellationToken) =>
            {
                asked++;
                cancellationToken.ThrowIfCancellationRequested();
                return ValueTask.FromResult(Batch());
            });

        using var patience = new CancellationTokenSource();
        var checking = CheckAsync(patience.Token);
        await Eventually.TrueAsync(() => asked == 1);
        await patience.CancelAsync();

        Assert.Equal((503, NotReady("calls")), await checking);
    }

    [Fact]
    public async Task Nothing_is_sent()
    {
        await CheckAsync();

        calls.Verify(queue => queue.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>()), Times.Never);
        calls.Verify(queue => queue.CreateMessageBatchAsync(It.IsAny<CancellationToken>()), Times.Once);
    }

    private async Task<(int Status, string Body)> CheckAsync(CancellationToken cancellationToken = default)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = services };
        context.Response.Body = body;

        var result = await new HealthCheck(calls.Object, records.Object, logs).RunAsync(context.Request, cancellationToken);
        await result.ExecuteAsync(context);

        Assert.Equal("application/json; charset=utf-8", context.Response.ContentType);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(body.ToArray()));
    }

    private static string NotReady(params string[] queues)
    {
        var sentences = queues.Select(queue =>
            $"\"The queue {queue} cannot be reached: look at the setting ServiceBus, the queue's existence and the app's role on it.\"");
        return $$"""{"status":"not ready","version":"{{Version}}","missing":[{{string.Join(',', sentences)}}]}""";
    }

    private static Mock<ServiceBusSender> Reachable()
    {
        var sender = new Mock<ServiceBusSender>(MockBehavior.Strict);
        sender.Setup(queue => queue.CreateMessageBatchAsync(It.IsAny<CancellationToken>())).Returns(() => ValueTask.FromResult(Batch()));
        return sender;
    }

    private static void Break(Mock<ServiceBusSender> sender, Exception failure) =>
        sender.Setup(queue => queue.CreateMessageBatchAsync(It.IsAny<CancellationToken>())).Returns(
            () => ValueTask.FromException<ServiceBusMessageBatch>(failure));

    private static ServiceBusMessageBatch Batch() => ServiceBusModelFactory.ServiceBusMessageBatch(0, []);
}
