namespace AlturBridge.EmbeddedHost.Broker;

public sealed partial class BrokerQueue
{
    public Task CompleteAsync(Guid lockToken)
    {
        lock (broker.Gate)
        {
            var message = BeginToSettle(lockToken);
            return broker.Submit(_ => table.Delete(message.SequenceNumber), () => Settled(message), () => BackToReceiver(message));
        }
    }

    /// <param name="lockToken">The delivery.</param>
    /// <param name="content">The message with its properties modified; null leaves it unchanged.</param>
    public Task AbandonAsync(Guid lockToken, byte[]? content)
    {
        lock (broker.Gate)
        {
            var message = BeginToSettle(lockToken);
            var deliveries = Definition.RequiresSession ? message.Deliveries + 1 : message.Deliveries;

            if (deliveries >= Definition.MaxDeliveryCount)
            {
                Unlock(message);
                message.Deliveries = deliveries;
                return MoveToDeadLetters(message, deliveries, TooManyDeliveriesReason, TooManyDeliveriesDescription, content);
            }

            if (message.Session is { } session)
            {
                session.Returning++;
            }

            return broker.Submit(
                _ =>
                {
                    table.SetDeliveries(message.SequenceNumber, deliveries);
                    if (content is not null)
                    {
                        table.SetContent(message.SequenceNumber, content);
                    }
                },
                () =>
                {
                    message.Deliveries = deliveries;
                    broker.Cache.Set(message, content ?? message.Content);
                    Release(message);
                    Returned(message);
                },
                () =>
                {
                    BackToReceiver(message);
                    Returned(message);
                });
        }
    }

    /// <param name="lockToken">The delivery.</param>
    /// <param name="reason">A short code.</param>
    /// <param name="description">An explanation.</param>
    /// <param name="content">The message with its properties modified; null leaves it unchanged.</param>
    public Task DeadLetterAsync(Guid lockToken, string? reason, string? description, byte[]? content)
    {
        if (IsDeadLetterQueue)
        {
            throw new InvalidOperationException("A dead letter cannot be dead-lettered: complete it.");
        }

        lock (broker.Gate)
        {
            var message = BeginToSettle(lockToken);
            Unlock(message);
            var deliveries = Definition.RequiresSession ? message.Deliveries + 1 : message.Deliveries;
            return MoveToDeadLetters(message, deliveries, reason, description, content);
        }
    }

    /// <returns>The new end of the lock.</returns>
    public DateTimeOffset RenewLock(Guid lockToken)
    {
        lock (broker.Gate)
        {
            var message = FindLocked(lockToken);
            message.LockedUntil = broker.Now + Definition.LockDuration.Ticks;
            return new DateTimeOffset(message.LockedUntil, TimeSpan.Zero);
        }
    }

    private QueuedMessage FindLocked(Guid lockToken)
    {
        RunDue(broker.Now);
        return locks.TryGetValue(lockToken, out var message) && message.State == MessageState.Locked
            ? message
            : throw (Definition.RequiresSession ? BrokerFailure.SessionLockLost(Name) : BrokerFailure.MessageLockLost(Name));
    }

    private QueuedMessage BeginToSettle(Guid lockToken)
    {
        var message = FindLocked(lockToken);
        message.State = MessageState.Changing;
        return message;
    }

    private void Settled(QueuedMessage message)
    {
        Unlock(message);
        Forget(message);
    }

    /// <summary>The settlement could not be written. The lock may have expired in the meantime.</summary>
    private void BackToReceiver(QueuedMessage message)
    {
        message.State = MessageState.Locked;
        if (message.Session is { } session && !session.Locked.Contains(message))
        {
            Release(message);
        }
        else
        {
            lockEnds.Add(message.SequenceNumber, message.LockedUntil);
            broker.WakeAt(message.LockedUntil);
        }
    }

    /// <summary>An abandoned message is back in place, so the messages behind it no longer wait.</summary>
    private void Returned(QueuedMessage message)
    {
        if (message.Session is { } session)
        {
            session.Returning--;
            ServeSession(session);
        }
    }

    private void Release(QueuedMessage message)
    {
        Unlock(message);
        message.Session?.Locked.Remove(message);
        MakeReady(message);
    }
}
