namespace AlturBridge.EmbeddedHost.Broker;

public sealed partial class BrokerQueue
{
    /// <summary>Timers support about this long a wait; anything longer never times out.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(49);

    /// <summary>Locks up to <paramref name="maxMessages"/> messages; waits for the first.</summary>
    /// <returns>Empty if none arrived in time.</returns>
    public async Task<IReadOnlyList<DeliveredMessage>> ReceiveAsync(int maxMessages, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        if (Definition.RequiresSession)
        {
            throw new InvalidOperationException($"The queue {Name} requires sessions: accept a session to receive from it.");
        }

        Check(maxMessages, maxWait);
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = new ReceiveWaiter(maxMessages);
        lock (broker.Gate)
        {
            broker.ThrowIfClosed();
            receivers.AddLast(waiter);
            ServeReceivers();
        }

        await WaitAsync(waiter, maxWait, () => receivers.Remove(waiter), cancellationToken);
        var handouts = await waiter.Task;
        await waiter.Written;
        return [.. handouts.Select(Deliver)];
    }

    /// <summary>As strict as the official receiver: either value would leave a receiver waiting for nothing.</summary>
    private static void Check(int maxMessages, TimeSpan maxWait)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxMessages);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxWait, TimeSpan.Zero);
    }

    /// <summary>
    /// Waits until the waiter is served, the time is up, or the caller cancels. The waiter is always completed, possibly with nothing.
    /// </summary>
    private async Task WaitAsync(ReceiveWaiter waiter, TimeSpan maxWait, Action giveUp, CancellationToken cancellationToken)
    {
        try
        {
            if (!waiter.Task.IsCompleted)
            {
                await waiter.Task.WaitAsync(maxWait < LongestWait ? maxWait : Timeout.InfiniteTimeSpan, broker.Time, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            bool isLate;
            lock (broker.Gate)
            {
                giveUp();
                isLate = !waiter.TrySetResult([]);
            }

            // Keep messages that arrived at the last moment: dropping them would cost each a delivery.
            if (!isLate)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>
    /// Outside sessions a delivery counts from its start and is written before the receiver sees the message: a message that crashes its
    /// receiver every time ends up dead-lettered.
    /// </summary>
    private void ServeReceivers()
    {
        while (receivers.First is { } first && TakeReady(ready, first.Value.MaxMessages) is { Count: > 0 } taken)
        {
            receivers.RemoveFirst();
            foreach (var message in taken)
            {
                Lock(message, broker.Now + Definition.LockDuration.Ticks);
                message.Deliveries++;
                lockEnds.Add(message.SequenceNumber, message.LockedUntil);
                broker.WakeAt(message.LockedUntil);
            }

            var handouts = taken.ConvertAll(message => new Handout(message, message.Deliveries));
            first.Value.Written = broker.Submit(
                _ => handouts.ForEach(handout => table.SetDeliveries(handout.SequenceNumber, handout.Deliveries)));
            first.Value.SetResult(handouts);
        }
    }

    private List<QueuedMessage> TakeReady(PriorityQueue<QueuedMessage, long> line, int maxMessages)
    {
        var taken = new List<QueuedMessage>();
        while (taken.Count < maxMessages && line.TryDequeue(out var message, out _))
        {
            if (message.State == MessageState.Ready && message.ExpiresAt <= broker.Now)
            {
                Expire(message);
            }
            else if (message.State == MessageState.Ready)
            {
                message.State = MessageState.Locked;
                taken.Add(message);
            }
        }

        return taken;
    }

    private void Lock(QueuedMessage message, long until)
    {
        message.LockToken = Guid.NewGuid();
        message.LockedUntil = until;
        locks.Add(message.LockToken, message);
    }

    private void Unlock(QueuedMessage message)
    {
        locks.Remove(message.LockToken);
        message.LockToken = Guid.Empty;
    }

    private DeliveredMessage Deliver(Handout handout)
    {
        // The dead-letter reason is only in the file.
        var delivered = handout.Content is { } content && !IsDeadLetterQueue
            ? new DeliveredMessage
            {
                SequenceNumber = handout.SequenceNumber,
                Content = content,
                DeliveryCount = handout.Deliveries,
                EnqueuedTime = new DateTimeOffset(handout.EnqueuedAt, TimeSpan.Zero),
                IsScheduled = false,
            }
            : Deliver(
                table.Read(handout.SequenceNumber) ?? throw BrokerFailure.MessageNotFound(Name, handout.SequenceNumber),
                handout.Deliveries);

        return delivered with { LockToken = handout.LockToken, LockedUntil = new DateTimeOffset(handout.LockedUntil, TimeSpan.Zero) };
    }
}
