namespace AlturBridge.EmbeddedHost.Broker;

public sealed partial class BrokerQueue
{
    /// <summary>When this queue next needs to be woken, in UTC ticks.</summary>
    internal long NextDue => Math.Min(
        Math.Min(lockEnds.NextDue, expiries.NextDue),
        Math.Min(activations.NextDue, lockedSessions.Count == 0 ? long.MaxValue : lockedSessions.Min(session => session.LockedUntil)));

    /// <summary>Processes whatever is due: ends locks, expires and activates messages. Call under the gate.</summary>
    internal void RunDue(long now)
    {
        EndLocks(now);
        EndSessionLocks(now);
        Activate(now);
        ExpireDue(now);
        ForgetDuplicates(now);

        lockEnds.Clean(messages);
        expiries.Clean(messages);
        activations.Clean(messages);
    }

    private void EndLocks(long now)
    {
        while (lockEnds.TryTake(now, out var sequenceNumber))
        {
            if (!messages.TryGetValue(sequenceNumber, out var message) || message.State != MessageState.Locked
                || message.Session is not null)
            {
                continue;
            }

            if (message.LockedUntil > now)
            {
                lockEnds.Add(sequenceNumber, message.LockedUntil);
                continue;
            }

            Unlock(message);
            if (message.Deliveries >= Definition.MaxDeliveryCount)
            {
                DeadLetterTooManyDeliveries(message);
            }
            else
            {
                MakeReady(message);
            }
        }
    }

    private void EndSessionLocks(long now)
    {
        if (lockedSessions.Count == 0)
        {
            return;
        }

        foreach (var session in lockedSessions.Where(session => session.LockedUntil <= now).ToList())
        {
            ExpireSession(session);
        }
    }

    /// <summary>A message that becomes visible gets a new sequence number, as in Azure: it goes behind earlier arrivals.</summary>
    private void Activate(long now)
    {
        while (activations.TryTake(now, out var sequenceNumber))
        {
            if (!messages.TryGetValue(sequenceNumber, out var message))
            {
                continue;
            }

            // It is being canceled. If that fails, it must still be activated.
            if (message.State == MessageState.Changing)
            {
                activations.Add(sequenceNumber, now + TimeSpan.TicksPerSecond);
                continue;
            }

            message.State = MessageState.Changing;
            var activated = broker.TakeSequenceNumber();
            _ = broker.Submit(
                _ => table.Activate(sequenceNumber, activated, now, message.ExpiresAt),
                () =>
                {
                    messages.Remove(sequenceNumber);
                    message.SequenceNumber = activated;
                    message.EnqueuedAt = now;
                    messages.Add(activated, message);
                    MakeReady(message);
                },
                () => Schedule(message, now + TimeSpan.TicksPerSecond));
        }
    }

    private void ExpireDue(long now)
    {
        while (expiries.TryTake(now, out var sequenceNumber))
        {
            if (messages.TryGetValue(sequenceNumber, out var message) && message.State == MessageState.Ready && message.ExpiresAt <= now)
            {
                Expire(message);
            }
        }
    }

    private void ForgetDuplicates(long now)
    {
        if (duplicates?.Prune(now) is { } last)
        {
            _ = broker.Submit(store => store.Forget(Id, last));
        }
    }
}
