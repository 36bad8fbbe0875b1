namespace AlturBridge.EmbeddedHost.Broker;

public sealed partial class BrokerQueue
{
    /// <summary>
    /// Puts messages into the queue, all or none. One whose MessageId was seen within the window is accepted and dropped.
    /// </summary>
    /// <returns>Their sequence numbers, 0 for a dropped one.</returns>
    public async Task<IReadOnlyList<long>> SendAsync(IReadOnlyList<OutgoingMessage> outgoing)
    {
        foreach (var message in outgoing)
        {
            Check(message);
        }

        Task written;
        long[] sequenceNumbers;
        lock (broker.Gate)
        {
            var now = broker.Now;
            sequenceNumbers = [.. outgoing.Select(message => AcceptUnlessSeen(message, now))];
            var accepted = outgoing.Zip(sequenceNumbers).Where(pair => pair.Second > 0).Select(pair => new Arrival(pair.First, pair.Second)).ToList();
            written = broker.Submit(store => accepted.ForEach(arrival => Write(store, arrival, now)), () => accepted.ForEach(arrival => Appear(arrival, now)), () => accepted.ForEach(Unsee));
        }

        await written;
        return sequenceNumbers;
    }

    /// <exception cref="Azure.Messaging.ServiceBus.ServiceBusException">MessageNotFound: there is no such message, or it is visible by now.</exception>
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

    private long AcceptUnlessSeen(OutgoingMessage message, long now)
    {
        var sequenceNumber = broker.TakeSequenceNumber();
        return duplicates is null || message.MessageId is null || duplicates.TryAdd(DuplicateHistory.KeyOf(message.MessageId), sequenceNumber, now) ? sequenceNumber : 0;
    }

    private void Unsee(Arrival arrival)
    {
        if (arrival.Message.MessageId is { } id)
        {
            duplicates?.Remove(DuplicateHistory.KeyOf(id));
        }
    }

    private void Write(MessageStore store, Arrival arrival, long now)
    {
        table.Insert(new StoredMessage(
            arrival.SequenceNumber, Definition.RequiresSession ? arrival.Message.SessionId : null, now, ExpiryOf(arrival.Message, now), VisibleAt(arrival.Message, now), 0, arrival.Message.Content));

        if (duplicates is not null && arrival.Message.MessageId is { } id)
        {
            store.Remember(arrival.SequenceNumber, Id, DuplicateHistory.KeyOf(id), now);
        }
    }

    private void Appear(Arrival arrival, long now)
    {
        var message = Track(arrival.SequenceNumber, Definition.RequiresSession ? arrival.Message.SessionId : null, now, ExpiryOf(arrival.Message, now), deliveries: 0);
        broker.Cache.Set(message, arrival.Message.Content);

        if (VisibleAt(arrival.Message, now) is > 0 and var visibleAt)
        {
            Schedule(message, visibleAt);
        }
        else
        {
            MakeReady(message);
        }
    }

    private static long VisibleAt(OutgoingMessage message, long now) => message.ScheduledEnqueueTime.UtcTicks > now ? message.ScheduledEnqueueTime.UtcTicks : 0;

    /// <summary>The shorter of the message's own time to live and the queue's, from the moment it is visible.</summary>
    private long ExpiryOf(OutgoingMessage message, long now)
    {
        var life = Math.Min(message.TimeToLive.Ticks, Definition.DefaultMessageTimeToLive.Ticks);
        var from = Math.Max(now, VisibleAt(message, now));
        return life >= DateTime.MaxValue.Ticks - from ? long.MaxValue : from + life;
    }

    private sealed record Arrival(OutgoingMessage Message, long SequenceNumber);
}
