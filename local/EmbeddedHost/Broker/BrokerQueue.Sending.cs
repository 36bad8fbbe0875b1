namespace AlturBridge.EmbeddedHost.Broker;

public sealed partial class BrokerQueue
{
    /// <summary>Enqueues messages, all or none. A message whose MessageId was seen within the window is accepted and dropped.</summary>
    /// <returns>The sequence numbers; 0 for a dropped message.</returns>
    public async Task<IReadOnlyList<long>> SendAsync(IReadOnlyList<OutgoingMessage> outgoing)
    {
        var sending = Submit(outgoing);
        await sending.Task;
        return sending.SequenceNumbers;
    }

    private Sending Submit(IReadOnlyList<OutgoingMessage> outgoing)
    {
        // Hash before taking the gate: hashing takes longer than anything done under it.
        var arrivals = new Arrival[outgoing.Count];
        for (var index = 0; index < arrivals.Length; index++)
        {
            Check(outgoing[index]);
            arrivals[index] = new Arrival(
                outgoing[index], duplicates is not null && outgoing[index].MessageId is { } id ? DuplicateHistory.KeyOf(id) : null);
        }

        var sending = new Sending(this, arrivals);
        lock (broker.Gate)
        {
            var now = broker.Now;
            foreach (var arrival in arrivals)
            {
                Accept(arrival, now);
            }

            _ = broker.Submit(sending);
        }

        return sending;
    }

    /// <exception cref="Azure.Messaging.ServiceBus.ServiceBusException">
    /// MessageNotFound: there is no such message, or it is visible by now.
    /// </exception>
    public Task CancelScheduledAsync(long sequenceNumber)
    {
        lock (broker.Gate)
        {
            if (!messages.TryGetValue(sequenceNumber, out var message) || message.State != MessageState.Scheduled)
            {
                throw BrokerFailure.MessageNotFound(Name, sequenceNumber);
            }

            message.State = MessageState.Changing;
            return broker.Submit(_ => table.Delete(sequenceNumber), () => Forget(message), () => message.State = MessageState.Scheduled);
        }
    }

    private void Check(OutgoingMessage message)
    {
        if (message.Content.Length > QueueBroker.MaxMessageBytes)
        {
            throw BrokerFailure.TooLarge(Name, message.Content.Length);
        }

        if (Definition.RequiresSession && string.IsNullOrEmpty(message.SessionId))
        {
            throw new InvalidOperationException($"The queue {Name} requires sessions: set SessionId on the message.");
        }
    }

    private void Accept(Arrival arrival, long now)
    {
        var sequenceNumber = broker.TakeSequenceNumber();
        if (arrival.Key is { } key && !duplicates!.TryAdd(key, sequenceNumber, now))
        {
            return;
        }

        arrival.SequenceNumber = sequenceNumber;
        arrival.EnqueuedAt = now;
        arrival.VisibleAt = VisibleAt(arrival.Message, now);
        arrival.ExpiresAt = ExpiryOf(arrival.Message, now);
    }

    private void Unsee(Arrival arrival)
    {
        if (arrival.Key is { } key)
        {
            duplicates!.Remove(key);
        }
    }

    private void Write(MessageStore store, Arrival arrival)
    {
        table.Insert(new StoredMessage(
            arrival.SequenceNumber, SessionOf(arrival), arrival.EnqueuedAt, arrival.ExpiresAt, arrival.VisibleAt, Deliveries: 0,
            arrival.Message.Content));

        if (arrival.Key is { } key)
        {
            store.Remember(arrival.SequenceNumber, Id, key, arrival.EnqueuedAt);
        }
    }

    private void Appear(Arrival arrival)
    {
        var message = Track(arrival.SequenceNumber, SessionOf(arrival), arrival.EnqueuedAt, arrival.ExpiresAt, deliveries: 0);
        broker.Cache.Set(message, arrival.Message.Content);

        if (arrival.VisibleAt > 0)
        {
            Schedule(message, arrival.VisibleAt);
        }
        else
        {
            MakeReady(message);
        }
    }

    private string? SessionOf(Arrival arrival) => Definition.RequiresSession ? arrival.Message.SessionId : null;

    private static long VisibleAt(OutgoingMessage message, long now) =>
        message.ScheduledEnqueueTime.UtcTicks > now ? message.ScheduledEnqueueTime.UtcTicks : 0;

    /// <summary>The shorter of the message's time to live and the queue's, counted from when the message becomes visible.</summary>
    private long ExpiryOf(OutgoingMessage message, long now)
    {
        var life = Math.Min(message.TimeToLive.Ticks, Definition.DefaultMessageTimeToLive.Ticks);
        var from = Math.Max(now, VisibleAt(message, now));
        return life >= DateTime.MaxValue.Ticks - from ? long.MaxValue : from + life;
    }

    /// <summary>An incoming message. Times are UTC ticks; the sequence number stays 0 for a dropped duplicate.</summary>
    private sealed class Arrival(OutgoingMessage message, UInt128? key)
    {
        public OutgoingMessage Message { get; } = message;

        public UInt128? Key { get; } = key;

        public long SequenceNumber { get; set; }

        public bool IsAccepted => SequenceNumber > 0;

        public long EnqueuedAt { get; set; }

        public long VisibleAt { get; set; }

        public long ExpiresAt { get; set; }
    }

    /// <summary>The change made by a send; a class of its own because there are so many of them.</summary>
    private sealed class Sending(BrokerQueue queue, Arrival[] arrivals) : Change
    {
        public IReadOnlyList<long> SequenceNumbers => Array.ConvertAll(arrivals, arrival => arrival.SequenceNumber);

        public override void Write(MessageStore store)
        {
            foreach (var arrival in arrivals)
            {
                if (arrival.IsAccepted)
                {
                    queue.Write(store, arrival);
                }
            }
        }

        public override void Apply()
        {
            foreach (var arrival in arrivals)
            {
                if (arrival.IsAccepted)
                {
                    queue.Appear(arrival);
                }
            }
        }

        public override void Undo()
        {
            foreach (var arrival in arrivals)
            {
                if (arrival.IsAccepted)
                {
                    queue.Unsee(arrival);
                }
            }
        }
    }
}
