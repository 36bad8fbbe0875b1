using System.Net;
using AlturBridge.Configuration;
using AlturBridge.Forwarding;
using AlturBridge.Testing;
using AlturBridge.Testing.Edges;
using AlturBridge.Tests.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace AlturBridge.Tests.Forwarding;

/// <summary>ForwardCall with a webhook that gives one answer; its queue operations are recorded in order.</summary>
internal sealed class Forwarder : IDisposable
{
    private readonly Mock<ServiceBusSender> sender = new(MockBehavior.Strict);
    private readonly Mock<ServiceBusMessageActions> actions = new(MockBehavior.Strict);
    private readonly RecordingHandler handler;

    public Forwarder(HttpStatusCode status, string answer = "")
        : this(_ => new HttpResponseMessage(status) { Content = new StringContent(answer) })
    {
    }

    public Forwarder(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        handler = new RecordingHandler(answer);
        sender
            .Setup(queue => queue.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>()))
            .Returns((ServiceBusMessage message, CancellationToken _) => StepAsync("send", () => Sent.Add(message), SendFailure));
        actions
            .Setup(queue => queue.CompleteMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<CancellationToken>()))
            .Returns((ServiceBusReceivedMessage message, CancellationToken _) => StepAsync(
                "complete", () => Settled.Add(message), SettleFailure));
        actions
            .Setup(queue => queue.DeadLetterMessageAsync(
                It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<Dictionary<string, object>>(), It.IsAny<string>(), It.IsAny<string>(),
                It.IsAny<CancellationToken>()))
            .Returns((
                ServiceBusReceivedMessage message,
                Dictionary<string, object> properties,
                string reason,
                string description,
                CancellationToken _) => StepAsync(
                "dead-letter",
                () =>
                {
                    Settled.Add(message);
                    (DeadLetter, DeadLetterProperties) = ((reason, description), properties);
                },
                SettleFailure));
    }

    public Exception? SendFailure { get; init; }

    public Exception? SettleFailure { get; init; }

    /// <summary>The step at which the queue goes silent.</summary>
    public string? HangsAt { get; init; }

    public FakeTimeProvider Clock { get; } = new(Samples.Noon);

    public KeptEvents Events { get; } = new();

    public LogKeeper<ForwardCall> Logs { get; } = new();

    public List<string> Steps { get; } = [];

    public List<ServiceBusMessage> Sent { get; } = [];

    public List<ServiceBusReceivedMessage> Settled { get; } = [];

    public (string Reason, string Description)? DeadLetter { get; private set; }

    public IReadOnlyDictionary<string, object>? DeadLetterProperties { get; private set; }

    public void Dispose() => handler.Dispose();

    /// <summary>Advances the clock: after a fault a record is returned only after a wait.</summary>
    public async Task RunAsync(ServiceBusReceivedMessage record, CancellationToken stopping = default)
    {
        var run = new ForwardCall(
            Webhook.Client(Webhook.Options(), Clock, handler),
            sender.Object,
            new QueueDeadline(Clock),
            Events,
            Clock,
            Random.Shared,
            Logs).RunAsync(record, actions.Object, stopping);
        await Eventually.TrueAsync(() => run.IsCompleted, () => Clock.Advance(TimeSpan.FromMilliseconds(500)));
        await run;
    }

    private Task StepAsync(string step, Action done, Exception? failure)
    {
        Steps.Add(step);
        if (step == HangsAt)
        {
            return new TaskCompletionSource().Task;
        }

        if (failure is not null)
        {
            return Task.FromException(failure);
        }

        done();
        return Task.CompletedTask;
    }
}
