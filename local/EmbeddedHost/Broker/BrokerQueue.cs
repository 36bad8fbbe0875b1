namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>
/// One queue, or its dead-letter queue. Every public method decides under the broker's gate and returns once the decision is on disk.
/// Errors are <see cref="Azure.Messaging.ServiceBus.ServiceBusException"/> with the reason Azure gives.
/// </summary>
public sealed partial class BrokerQueue
{
    public const string DeadLetterSuffix = "$deadletterqueue";

    private const string ExpiredReason = "TTLExpiredException";
    private const string ExpiredDescription = "The message expired and was dead lettered.";
    private const string TooManyDeliveriesReason = "MaxDeliveryCountExceeded";

    private readonly QueueBroker broker;
    private readonly BrokerQueue? deadLetters;
    private readonly QueueTable table;
    private readonly Dictionary<long, QueuedMessage> messages = [];
    private readonly PriorityQueue<QueuedMessage, long> ready = new();
    private readonly LinkedList<ReceiveWaiter> receivers = [];
    private readonly Dictionary<Guid, QueuedMessage> locks = [];
    private readonly DuplicateHistory? duplicates;
    private readonly DeadlineHeap lockEnds = new();
    private readonly DeadlineHeap expiries = new();
    private readonly DeadlineHeap activations = new();

    internal BrokerQueue(QueueBroker broker, QueueDefinition definition, int id, BrokerQueue? deadLetters)
    {
        this.broker = broker;
        this.deadLetters = deadLetters;
        Definition = definition;
        Id = id;
        table = broker.Store.Table(id);
        duplicates = definition.RequiresDuplicateDetection ? new DuplicateHistory(definition.DuplicateDetectionHistoryTimeWindow) : null;
    }

    public QueueDefinition Definition { get; }

    internal int Id { get; }

    private string Name => Definition.Name;

    private bool IsDeadLetterQueue => deadLetters is null;

    /// <summary>Messages in any state, including scheduled and locked ones.</summary>
    public int Count
    {
        get
        {
            lock (broker.Gate)
            {
                return messages.Count;
            }
        }
    }

    /// <summary>
    /// How many messages are visible, including those in delivery; how many are scheduled; when the oldest visible one was enqueued.
    /// </summary>
    public (long Visible, long Scheduled, DateTimeOffset? Oldest) Counts
    {
        get
        {
            lock (broker.Gate)
            {
                var visible = messages.Values.Where(message => message.State != MessageState.Scheduled).ToList();
                return (
                    visible.Count,
                    messages.Count - visible.Count,
                    visible.Count == 0 ? null : new DateTimeOffset(visible.Min(message => message.EnqueuedAt), TimeSpan.Zero));
            }
        }
    }

    /// <summary>Peeks at messages in order, without locking them, including scheduled and locked ones.</summary>
    public IReadOnlyList<DeliveredMessage> Peek(long fromSequenceNumber, int maxMessages, string? session = null) =>
        [.. table.Peek(fromSequenceNumber, maxMessages, session).Select(stored => Deliver(stored, stored.Deliveries))];

    internal void Load()
    {
        foreach (var message in table.Load())
        {
            Load(message);
        }
    }

    private void Load(StoredMessage stored)
    {
        // A dead letter keeps its session and its time to live in the file; neither applies any more. The queue's session setting may also
        // have changed.
        var session = Definition.RequiresSession ? stored.Session ?? string.Empty : null;
        var message = Track(
            stored.SequenceNumber,
            session,
            stored.EnqueuedAt,
            IsDeadLetterQueue ? EndOfDeadLetter(stored.EnqueuedAt) : stored.ExpiresAt,
            stored.Deliveries);
        if (stored.VisibleAt > 0)
        {
            Schedule(message, stored.VisibleAt);
        }
        else if (message.Deliveries >= Definition.MaxDeliveryCount)
        {
            DeadLetterTooManyDeliveries(message);
        }
        else
        {
            MakeReady(message);
        }
    }

    /// <summary>Fails everything that is waiting. Call under the gate.</summary>
    internal void Close()
    {
        foreach (var waiter in receivers.Concat(sessions.Values.Select(session => session.Waiter).OfType<ReceiveWaiter>()))
        {
            waiter.TrySetException(BrokerFailure.Closed());
        }

        foreach (var acceptor in acceptors)
        {
            acceptor.TrySetException(BrokerFailure.Closed());
        }

        receivers.Clear();
        acceptors.Clear();
    }

    internal void LoadDuplicate(long sequenceNumber, UInt128 key, long seenAt) => duplicates?.TryAdd(key, sequenceNumber, seenAt);

    private QueuedMessage Track(long sequenceNumber, string? session, long enqueuedAt, long expiresAt, int deliveries)
    {
        var message = new QueuedMessage
        {
            SequenceNumber = sequenceNumber,
            Session = session is null ? null : SessionOf(session),
            EnqueuedAt = enqueuedAt,
            ExpiresAt = expiresAt,
            Deliveries = deliveries,
            State = MessageState.Changing,
        };

        messages.Add(sequenceNumber, message);
        if (message.Session is { } its)
        {
            its.Messages++;
        }

        return message;
    }

    private void Forget(QueuedMessage message)
    {
        message.State = MessageState.Gone;
        messages.Remove(message.SequenceNumber);
        broker.Cache.Set(message, null);

        if (message.Session is { } session)
        {
            session.Messages--;
            session.Locked.Remove(message);
            DropIfIdle(session);
        }
    }

    /// <summary>Makes a message available to receivers, unless it has expired.</summary>
    private void MakeReady(QueuedMessage message)
    {
        if (message.ExpiresAt <= broker.Now)
        {
            Expire(message);
            return;
        }

        message.State = MessageState.Ready;
        expiries.Add(message.SequenceNumber, message.ExpiresAt);
        broker.WakeAt(message.ExpiresAt);

        if (message.Session is { } session)
        {
            session.Ready.Enqueue(message, message.SequenceNumber);
            ServeSession(session);
        }
        else
        {
            ready.Enqueue(message, message.SequenceNumber);
            ServeReceivers();
        }
    }

    private void Schedule(QueuedMessage message, long visibleAt)
    {
        message.State = MessageState.Scheduled;
        activations.Add(message.SequenceNumber, visibleAt);
        broker.WakeAt(visibleAt);
    }

    private void Expire(QueuedMessage message)
    {
        if (Definition.DeadLetteringOnMessageExpiration)
        {
            _ = MoveToDeadLetters(message, message.Deliveries, ExpiredReason, ExpiredDescription, content: null);
            return;
        }

        message.State = MessageState.Changing;
        _ = broker.Submit(_ => table.Delete(message.SequenceNumber), () => Forget(message), () => ExpireLater(message));
    }

    /// <summary>The expiry could not be written, and an immediate retry would most likely fail too.</summary>
    private void ExpireLater(QueuedMessage message)
    {
        message.State = MessageState.Ready;
        var later = broker.Now + TimeSpan.TicksPerSecond;
        expiries.Add(message.SequenceNumber, later);
        broker.WakeAt(later);
    }

    private string TooManyDeliveriesDescription => $"Message could not be consumed after {Definition.MaxDeliveryCount} delivery attempts.";

    private void DeadLetterTooManyDeliveries(QueuedMessage message) =>
        _ = MoveToDeadLetters(message, message.Deliveries, TooManyDeliveriesReason, TooManyDeliveriesDescription, content: null);

    private Task MoveToDeadLetters(QueuedMessage message, int deliveries, string? reason, string? description, byte[]? content)
    {
        var target = deadLetters ?? throw new InvalidOperationException("A dead letter queue has no dead letters of its own.");
        message.State = MessageState.Changing;

        return broker.Submit(
            _ => table.MoveTo(target.table, message.SequenceNumber, deliveries, reason, description, content),
            () =>
            {
                Forget(message);
                target.MakeReady(target.Track(
                    message.SequenceNumber, session: null, message.EnqueuedAt, target.EndOfDeadLetter(message.EnqueuedAt), deliveries));
            },
            () =>
            {
                message.Session?.Locked.Remove(message);
                if (message.ExpiresAt <= broker.Now)
                {
                    ExpireLater(message);
                }
                else
                {
                    MakeReady(message);
                }
            });
    }

    private long EndOfDeadLetter(long enqueuedAt) =>
        Definition.DefaultMessageTimeToLive == TimeSpan.MaxValue ? long.MaxValue : enqueuedAt + Definition.DefaultMessageTimeToLive.Ticks;

    private static DeliveredMessage Deliver(StoredMessage stored, int deliveryCount) => new()
    {
        SequenceNumber = stored.SequenceNumber,
        Content = stored.Content,
        DeliveryCount = deliveryCount,
        EnqueuedTime = new DateTimeOffset(stored.EnqueuedAt, TimeSpan.Zero),
        IsScheduled = stored.VisibleAt > 0,
        DeadLetterReason = stored.DeadLetterReason,
        DeadLetterErrorDescription = stored.DeadLetterErrorDescription,
    };
}
