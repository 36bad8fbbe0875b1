using System.Globalization;
using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.Simulation.Broker;
using AlturBridge.Testing;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Time.Testing;

namespace AlturBridge.Tests.Stories;

/// <summary>Applies the same operations to the queue model and the embedded broker, and compares their results and contents.</summary>
internal sealed class BrokerComparison : IAsyncDisposable
{
    private const string Flushed = "flushed";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly Random random;
    private readonly QueueDefinition definition;
    private readonly ModelQueue model;
    private readonly QueueBroker broker;
    private readonly List<(Hold Model, SessionLock Embedded)> holds = [];
    private readonly List<(long Model, Guid Embedded)> deliveries = [];
    private int sent;

    public BrokerComparison(int seed, bool requiresSession)
    {
        random = new Random(seed);
        definition = new QueueDefinition
        {
            Name = "compared",
            RequiresSession = requiresSession,
            LockDuration = TimeSpan.FromSeconds(30),
            MaxDeliveryCount = 4,
            RequiresDuplicateDetection = true,
            DuplicateDetectionHistoryTimeWindow = TimeSpan.FromMinutes(2),
            DeadLetteringOnMessageExpiration = true,
        };
        model = new ModelQueue(definition, () => time.GetUtcNow().UtcTicks, _ => { });
        broker = QueueBroker.Open(folder.Path, [definition, new QueueDefinition { Name = Flushed }], time);
    }

    /// <summary>One operation, the same on both.</summary>
    public async Task StepAsync()
    {
        switch (random.Next(12))
        {
            case 0 or 1 or 2:
                await SendAsync();
                break;
            case 3 or 4:
                await ReceiveAsync();
                break;
            case 5 or 6 when deliveries.Count > 0:
                await SettleAsync();
                break;
            case 7 when holds.Count > 0:
                await SetStateAsync();
                break;
            case 8 when holds.Count > 0:
                await RenewAsync();
                break;
            case 9 when holds.Count > 0 && random.Next(3) == 0:
                await ReleaseAsync();
                break;
            default:
                // A millisecond more each time: the broker's alarm fires that much later, and nothing is due right then.
                time.Advance(TimeSpan.FromMilliseconds((1000 * random.Next(1, 20)) + 1));
                model.RunDue();
                break;
        }

        await CompareAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await broker.DisposeAsync();
        folder.Dispose();
    }

    private BrokerQueue Embedded => broker.Queue(definition.Name);

    private async Task SendAsync()
    {
        var message =
            new ServiceBusMessage($"body {++sent}") { MessageId = $"id {random.Next(40)}", SessionId = $"session {random.Next(3)}" };
        if (random.Next(3) == 0)
        {
            message.TimeToLive = TimeSpan.FromSeconds(random.Next(5, 90));
        }

        if (random.Next(4) == 0)
        {
            message.ScheduledEnqueueTime = time.GetUtcNow() + TimeSpan.FromSeconds(random.Next(1, 60));
        }

        var isNew = model.Send(message);
        var numbers = await Embedded.SendAsync(
        [
            new OutgoingMessage
            {
                MessageId = message.MessageId,
                SessionId = definition.RequiresSession ? message.SessionId : null,
                TimeToLive = message.TimeToLive,
                ScheduledEnqueueTime = message.ScheduledEnqueueTime,
                Content = message.Body.ToArray(),
            },
        ]);

        Assert.Equal(isNew, numbers[0] > 0);
    }

    private async Task ReceiveAsync()
    {
        if (!definition.RequiresSession)
        {
            if (model.Receive() is { } message)
            {
                Received(
                    message, (await Embedded.ReceiveAsync(1, Patience, CancellationToken.None).WaitAsync(Patience))[0], message.Deliveries);
            }
        }
        else if (holds.Count > 0 && random.Next(2) == 0)
        {
            var (hold, held) = holds[random.Next(holds.Count)];
            var (message, failure) = Try(() => model.Receive(hold));
            if (failure is not null)
            {
                Assert.Equal(failure, await FailureAsync(() => Embedded.ReceiveAsync(held, 1, Patience, CancellationToken.None)));
            }
            else if (message is not null)
            {
                Received(
                    message,
                    (await Embedded.ReceiveAsync(held, 1, Patience, CancellationToken.None).WaitAsync(Patience))[0],
                    message.Deliveries + 1);
            }
        }
        else if (model.HasFreeSession)
        {
            // The order of free sessions is not guaranteed.
            var held = await Embedded.AcceptNextSessionAsync(Patience, CancellationToken.None).WaitAsync(Patience);
            var hold = model.Accept(held.SessionId);
            Assert.NotNull(hold);
            Assert.Equal(model.GetState(hold), Embedded.GetState(held));
            holds.Add((hold, held));
        }
    }

    private void Received(QueuedMessage expected, DeliveredMessage actual, int deliveryCount)
    {
        Assert.Equal(expected.Sent.Body.ToString(), new BinaryData(actual.Content).ToString());
        Assert.Equal(deliveryCount, actual.DeliveryCount);
        Assert.Equal(expected.EnqueuedAt, actual.EnqueuedTime.UtcTicks);
        Assert.Equal(expected.LockedUntil, actual.LockedUntil.UtcTicks);
        deliveries.Add((expected.LockToken, actual.LockToken));
    }

    private async Task SettleAsync()
    {
        var (token, lockToken) = deliveries[random.Next(deliveries.Count)];
        (Action OnModel, Func<Task> OnEmbedded) settle = random.Next(3) switch
        {
            0 => (() => model.Complete(token), () => Embedded.CompleteAsync(lockToken)),
            1 => (() => model.Abandon(token, null), () => Embedded.AbandonAsync(lockToken, null)),
            _ => (() => model.DeadLetter(token, "reason", "why", null), () => Embedded.DeadLetterAsync(lockToken, "reason", "why", null)),
        };

        await BothAsync(settle.OnModel, settle.OnEmbedded);
    }

    private async Task SetStateAsync()
    {
        var (hold, held) = holds[random.Next(holds.Count)];
        var state = new BinaryData(random.Next(4) == 0 ? string.Empty : $"state {random.Next()}").ToArray();
        await BothAsync(() => model.SetState(hold, state), () => Embedded.SetStateAsync(held, state));
    }

    private async Task RenewAsync()
    {
        var (hold, held) = holds[random.Next(holds.Count)];
        await BothAsync(
            () => model.Renew(hold),
            () =>
            {
                Embedded.RenewSession(held);
                return Task.CompletedTask;
            });
    }

    private Task ReleaseAsync()
    {
        var (hold, held) = holds[random.Next(holds.Count)];
        model.Release(hold);
        Embedded.ReleaseSession(held);
        return Task.CompletedTask;
    }

    private static async Task BothAsync(Action onModel, Func<Task> onEmbedded)
    {
        var (_, failure) = Try(() =>
        {
            onModel();
            return true;
        });
        Assert.Equal(failure, await FailureAsync(onEmbedded));
    }

    private static (T? Result, ServiceBusFailureReason? Failure) Try<T>(Func<T> operation)
    {
        try
        {
            return (operation(), null);
        }
        catch (ServiceBusException exception)
        {
            return (default, exception.Reason);
        }
    }

    private static async Task<ServiceBusFailureReason?> FailureAsync(Func<Task> operation)
    {
        try
        {
            await operation().WaitAsync(Patience);
            return null;
        }
        catch (ServiceBusException exception)
        {
            return exception.Reason;
        }
    }

    /// <summary>
    /// The embedded broker writes its own changes in the order in which they were decided: after a later write they are there, and after
    /// another, so are their consequences.
    /// </summary>
    private async Task CompareAsync()
    {
        model.RunDue();
        await broker.Queue(Flushed).SendAsync([new OutgoingMessage { Content = [] }]);
        await broker.Queue(Flushed).SendAsync([new OutgoingMessage { Content = [] }]);

        Assert.Equal(
            model.Messages.Select(message => $"{message.Sent.Body}{(message.IsScheduled ? " scheduled" : string.Empty)}"),
            Embedded.Peek(0, 1000).Select(
                message => $"{new BinaryData(message.Content)}{(message.IsScheduled ? " scheduled" : string.Empty)}"));
        Assert.Equal(
            model.DeadLetters.OrderBy(message => message.SequenceNumber).Select(
                message => string.Create(CultureInfo.InvariantCulture, $"{message.Sent.Body} {message.DeadLetterReason}")),
            broker.Queue($"{definition.Name}/{BrokerQueue.DeadLetterSuffix}").Peek(0, 1000).Select(
                message => $"{new BinaryData(message.Content)} {message.DeadLetterReason}"));
    }
}
