namespace AlturBridge.EmbeddedHost.Broker;

public sealed partial class BrokerQueue
{
    private readonly Dictionary<string, Session> sessions = new(StringComparer.Ordinal);
    private readonly HashSet<Session> lockedSessions = [];
    private readonly Queue<Session> line = new();
    private readonly LinkedList<TaskCompletionSource<SessionLock?>> acceptors = [];

    /// <summary>Locks the session whose messages have waited longest; waits for one.</summary>
    /// <exception cref="Azure.Messaging.ServiceBus.ServiceBusException">ServiceTimeout: no session became available in time.</exception>
    public async Task<SessionLock> AcceptNextSessionAsync(TimeSpan maxWait, CancellationToken cancellationToken)
    {
        RequireSessions();
        cancellationToken.ThrowIfCancellationRequested();
        var acceptor = new TaskCompletionSource<SessionLock?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (broker.Gate)
        {
            broker.ThrowIfClosed();
            acceptors.AddLast(acceptor);
            ServeAcceptors();
        }

        try
        {
            return (await acceptor.Task.WaitAsync(maxWait, broker.Time, cancellationToken))!;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            lock (broker.Gate)
            {
                acceptors.Remove(acceptor);
                acceptor.TrySetResult(null);
            }

            // Keep a session that arrived at the last moment; otherwise it would stay locked.
            if (await acceptor.Task is { } late)
            {
                return late;
            }

            cancellationToken.ThrowIfCancellationRequested();
            throw BrokerFailure.NoSession(Name);
        }
    }

    /// <summary>Locks the given session, with or without messages.</summary>
    /// <exception cref="Azure.Messaging.ServiceBus.ServiceBusException">SessionCannotBeLocked: another receiver holds it.</exception>
    public SessionLock AcceptSession(string sessionId)
    {
        RequireSessions();
        lock (broker.Gate)
        {
            broker.ThrowIfClosed();
            RunDue(broker.Now);
            var session = SessionOf(sessionId);
            return session.IsLocked ? throw BrokerFailure.SessionCannotBeLocked(Name, sessionId) : Hold(session);
        }
    }

    /// <summary>Receives the session's next messages in order; waits for the first.</summary>
    public async Task<IReadOnlyList<DeliveredMessage>> ReceiveAsync(
        SessionLock held, int maxMessages, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        Check(maxMessages, maxWait);
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = new ReceiveWaiter(maxMessages);
        lock (broker.Gate)
        {
            broker.ThrowIfClosed();
            var session = RequireHeld(held);
            if (session.Waiter is not null)
            {
                throw new InvalidOperationException("This session receiver is receiving already.");
            }

            session.Waiter = waiter;
            ServeSession(session);
        }

        await WaitAsync(
            waiter, maxWait, () => held.Session.Waiter = held.Session.Waiter == waiter ? null : held.Session.Waiter, cancellationToken);
        return [.. (await waiter.Task).Select(Deliver)];
    }

    /// <returns>Empty if no state was ever set.</returns>
    public byte[] GetState(SessionLock held)
    {
        lock (broker.Gate)
        {
            return RequireHeld(held).State ?? [];
        }
    }

    /// <param name="held">The session's lock.</param>
    /// <param name="state">The new state; empty clears it.</param>
    public Task SetStateAsync(SessionLock held, byte[] state)
    {
        if (state.Length > QueueBroker.MaxMessageBytes)
        {
            throw BrokerFailure.TooLarge(Name, state.Length);
        }

        lock (broker.Gate)
        {
            var session = RequireHeld(held);
            var before = session.State;
            var kept = session.State = state.Length == 0 ? null : state;

            // Visible at once: the session's next holder must not act on a state that has already been overwritten.
            return broker.Submit(store => store.SaveState(Id, session.Id, kept), undo: () => SetState(session.Id, before));
        }
    }

    public void RenewSession(SessionLock held)
    {
        lock (broker.Gate)
        {
            var session = RequireHeld(held);
            session.LockedUntil = broker.Now + Definition.LockDuration.Ticks;
            held.Renewed();
        }
    }

    /// <summary>Releases the session. Unsettled messages go back to their place, and no delivery is counted.</summary>
    public void ReleaseSession(SessionLock held)
    {
        lock (broker.Gate)
        {
            if (held.Session.LockToken == held.Token)
            {
                LetGo(held.Session, static (queue, message) => queue.MakeReady(message));
            }
        }
    }

    /// <summary>The locked sessions. Call under the gate.</summary>
    internal IEnumerable<string> HeldSessions => lockedSessions.Select(session => session.Id);

    /// <summary>Ends a session's lock as if it had expired. Call under the gate.</summary>
    internal void LoseSession(string sessionId)
    {
        if (sessions.TryGetValue(sessionId, out var session) && session.IsLocked)
        {
            ExpireSession(session);
        }
    }

    internal void LoadState(string session, byte[] state) => SessionOf(session).State = state;

    /// <summary>Looks up by id: the lock may have expired while the state was being written, and the session may be gone.</summary>
    private void SetState(string id, byte[]? state)
    {
        var session = SessionOf(id);
        session.State = state;
        DropIfIdle(session);
    }

    private Session SessionOf(string id)
    {
        if (!sessions.TryGetValue(id, out var session))
        {
            sessions.Add(id, session = new Session(id));
        }

        return session;
    }

    private void DropIfIdle(Session session)
    {
        if (session.IsIdle && !session.IsInLine)
        {
            sessions.Remove(session.Id);
        }
    }

    private Session RequireHeld(SessionLock held)
    {
        RunDue(broker.Now);
        return held.Session.LockToken == held.Token ? held.Session : throw BrokerFailure.SessionLockLost(Name);
    }

    private void RequireSessions()
    {
        if (!Definition.RequiresSession)
        {
            throw new InvalidOperationException($"The queue {Name} has no sessions: receive from it directly.");
        }
    }

    private SessionLock Hold(Session session)
    {
        session.LockToken = Guid.NewGuid();
        session.LockedUntil = broker.Now + Definition.LockDuration.Ticks;
        lockedSessions.Add(session);
        broker.WakeAt(session.LockedUntil);
        return new SessionLock(session);
    }

    /// <summary>Call when a message in the session becomes ready or the session becomes free.</summary>
    private void ServeSession(Session session)
    {
        if (!session.IsLocked)
        {
            if (!session.IsInLine && HasReady(session))
            {
                session.IsInLine = true;
                line.Enqueue(session);
            }

            DropIfIdle(session);
            ServeAcceptors();
        }
        else if (session.Waiter is { } waiter && session.Returning == 0
            && TakeReady(session.Ready, waiter.MaxMessages) is { Count: > 0 } taken)
        {
            session.Waiter = null;
            foreach (var message in taken)
            {
                Lock(message, session.LockedUntil);
                session.Locked.Add(message);
            }

            // In a session a delivery counts when it is abandoned or its lock expires: nothing is written here.
            waiter.SetResult(taken.ConvertAll(message => new Handout(message, message.Deliveries + 1)));
        }
    }

    private void ServeAcceptors()
    {
        while (acceptors.First is { } first && TakeFromLine() is { } session)
        {
            acceptors.RemoveFirst();
            first.Value.SetResult(Hold(session));
        }
    }

    private Session? TakeFromLine()
    {
        while (line.TryDequeue(out var session))
        {
            session.IsInLine = false;
            if (!session.IsLocked && HasReady(session))
            {
                return session;
            }

            DropIfIdle(session);
        }

        return null;
    }

    private static bool HasReady(Session session)
    {
        while (session.Returning == 0 && session.Ready.TryPeek(out var message, out _))
        {
            if (message.State == MessageState.Ready)
            {
                return true;
            }

            session.Ready.Dequeue();
        }

        return false;
    }

    private void ExpireSession(Session session) => LetGo(session, static (queue, message) =>
    {
        message.Deliveries++;
        if (message.Deliveries >= queue.Definition.MaxDeliveryCount)
        {
            queue.DeadLetterTooManyDeliveries(message);
            return;
        }

        // Ready immediately, not once written: the next holder must not get the message behind it first.
        var deliveries = message.Deliveries;
        _ = queue.broker.Submit(_ => queue.table.SetDeliveries(message.SequenceNumber, deliveries));
        queue.MakeReady(message);
    });

    /// <summary>Ends the lock; messages being settled are not affected.</summary>
    private void LetGo(Session session, Action<BrokerQueue, QueuedMessage> giveBack)
    {
        session.LockToken = Guid.Empty;
        lockedSessions.Remove(session);
        session.Waiter?.TrySetException(BrokerFailure.SessionLockLost(Name));
        session.Waiter = null;

        var unsettled = session.Locked.Where(message => message.State == MessageState.Locked).ToList();
        session.Locked.Clear();
        foreach (var message in unsettled)
        {
            Unlock(message);
            giveBack(this, message);
        }

        ServeSession(session);
    }
}
