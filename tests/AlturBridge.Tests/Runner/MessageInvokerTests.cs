using AlturBridge.EmbeddedHost.Runner;
using AlturBridge.Testing;
using AlturBridge.Testing.Edges;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Tests.Runner;

/// <summary>What happens to a message once its function has ended, with the real broker.</summary>
public sealed class MessageInvokerTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly WatchedTime time = new(WatchedTime.Morning);
    private readonly BrokerBench bench;
    private readonly ServiceBusReceiver receiver;

    public MessageInvokerTests()
    {
        bench = new BrokerBench(time);
        receiver = bench.Client.CreateReceiver(BrokerBench.Plain.Name);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await receiver.DisposeAsync();
        await bench.DisposeAsync();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task A_function_that_returns_completes_its_message()
    {
        await InvokeAsync();

        Assert.Equal(0, bench.Count(BrokerBench.Plain));
        Assert.Equal("lead", Assert.Single(bench.Script.Bodies));
    }

    [Fact]
    public async Task Without_automatic_completion_a_message_that_was_not_settled_stays_locked()
    {
        var message = await InvokeAsync(autoComplete: false);

        Assert.Equal(1, bench.Count(BrokerBench.Plain));
        await receiver.CompleteMessageAsync(message);
    }

    [Fact]
    public async Task A_message_that_its_function_settled_is_left_alone()
    {
        bench.Script.Run = delivery => delivery.Actions.DeadLetterMessageAsync(delivery.Message, [], "Malformed", "It is no call request.");

        await InvokeAsync();

        await using var deadLetters = bench.Client.CreateReceiver(
            BrokerBench.Plain.Name, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var dead = await ReceiveAsync(deadLetters);
        Assert.Equal(("Malformed", "It is no call request."), (dead.DeadLetterReason, dead.DeadLetterErrorDescription));
        Assert.Equal(0, bench.Count(BrokerBench.Plain));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_function_that_throws_gets_its_message_again_at_once(bool autoComplete)
    {
        bench.Script.Run = _ => throw new InvalidOperationException("A defect.");
        await InvokeAsync(autoComplete);

        var again = await ReceiveAsync(receiver);

        Assert.Equal((2, "lead"), (again.DeliveryCount, again.Body.ToString()));
    }

    [Fact]
    public async Task An_abandoned_message_keeps_the_properties_it_was_returned_with()
    {
        bench.Script.Run = delivery =>
            delivery.Actions.AbandonMessageAsync(delivery.Message, new Dictionary<string, object> { ["attempt"] = 3 });
        await InvokeAsync(autoComplete: false);

        Assert.Equal(3, (await ReceiveAsync(receiver)).ApplicationProperties["attempt"]);
    }

    [Fact]
    public async Task An_exception_after_the_completion_is_harmless()
    {
        bench.Script.Run = async delivery =>
        {
            await delivery.Actions.CompleteMessageAsync(delivery.Message);
            throw new InvalidOperationException("A defect.");
        };

        await InvokeAsync(autoComplete: false);

        Assert.Equal(0, bench.Count(BrokerBench.Plain));
    }

    [Fact]
    public async Task An_exception_after_giving_back_counts_no_further_delivery()
    {
        bench.Script.Run = async delivery =>
        {
            await delivery.Actions.AbandonMessageAsync(delivery.Message);
            throw new InvalidOperationException("A defect.");
        };
        await InvokeAsync(autoComplete: false);

        Assert.Equal(2, (await ReceiveAsync(receiver)).DeliveryCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_whose_lock_was_lost_comes_back_and_the_host_continues(bool throws)
    {
        bench.Script.Run = _ =>
        {
            time.Advance(BrokerBench.Plain.LockDuration * 2);
            return throws ? throw new InvalidOperationException("A defect.") : Task.CompletedTask;
        };
        await InvokeAsync();

        Assert.Equal(2, (await ReceiveAsync(receiver)).DeliveryCount);
    }

    [Fact]
    public async Task The_function_is_given_the_token_that_stops_the_host()
    {
        using var stopping = new CancellationTokenSource();
        await bench.SendAsync(BrokerBench.Plain, "lead");
        await bench.Invoker.InvokeAsync(
            BrokerBench.Function(BrokerBench.Plain), await ReceiveAsync(receiver), receiver, session: null, stopping.Token);

        Assert.Equal(stopping.Token, Assert.Single(bench.Script.Deliveries).Stopping);
    }

    [Fact]
    public async Task A_failure_is_logged_with_the_message_and_without_its_body()
    {
        var log = new LogKeeper<MessageInvoker>();
        bench.Log = log;
        bench.Script.Run = _ => throw new InvalidOperationException("A defect.");

        await InvokeAsync(body: "+525512345678", messageId: "json:lead-1");

        var line = Assert.Single(log.Lines);
        Assert.StartsWith("Error: The function Scripted failed for the message json:lead-1", line, StringComparison.Ordinal);
        Assert.DoesNotContain("5512345678", line, StringComparison.Ordinal);
    }

    /// <summary>The clock stands still, so waiting for a message that never comes would take forever.</summary>
    private static Task<ServiceBusReceivedMessage> ReceiveAsync(ServiceBusReceiver from) =>
        from.ReceiveMessageAsync().WaitAsync(Eventually.Deadline);

    private async Task<ServiceBusReceivedMessage> InvokeAsync(bool autoComplete = true, string body = "lead", string messageId = "lead")
    {
        await using var sender = bench.Client.CreateSender(BrokerBench.Plain.Name);
        await sender.SendMessageAsync(new ServiceBusMessage(body) { MessageId = messageId });
        var message = await ReceiveAsync(receiver);

        await bench.Invoker.InvokeAsync(
            BrokerBench.Function(BrokerBench.Plain, autoComplete),
            message,
            receiver,
            session: null,
            CancellationToken.None).WaitAsync(Eventually.Deadline);
        return message;
    }
}
