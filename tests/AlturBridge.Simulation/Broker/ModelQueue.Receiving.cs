namespace AlturBridge.Simulation.Broker;

public sealed partial class ModelQueue
{
    /// <summary>By id, in order of first appearance.</summary>
    private readonly OrderedDictionary<string, Session> sessions = new(StringComparer.Ordinal);
    private long lastInLine;

    public bool HasReady => messages.Any(IsReady);

    public bool HasFreeSession =>
        sessions.Values.Any(session => session.Hold is null && session.InLineSince < long.MaxValue && NextOf(session.Id) is not null);

    /// <summary>The next message, locked; outside sessions a delivery counts from its start.</summary>
    public QueuedMessage? Receive()
    {
        RunDue();
        if (messages.FirstOrDefault(IsReady) is not { } message)
        {
            return null;
        }

        Lock(message, now() + Definition.LockDuration.Ticks);
        message.Deliveries++;
        Wake(message.LockedUntil);
        return message;
    }

    /// <summary>Locks the session whose messages have waited longest.</summary>
    public Hold? AcceptNext()
    {
        RunDue();
        var next = sessions.Values
            .Where(session => session.Hold is null && session.InLineSince < long.MaxValue && NextOf(session.Id) is not null)
            .MinBy(session => session.InLineSince);

        return next is null ? null : Take(next);
    }

    /// <summary>Locks a session that is free and has messages.</summary>
    public Hold? Accept(string sessionId)
    {
        RunDue();
        return SessionOf(sessionId) is { Hold: null } session && NextOf(sessionId) is not null ? Take(session) : null;
    }

    /// <summary>The next message of a session, locked with it; never one behind a message that is already locked.</summary>
    public QueuedMessage? Receive(Hold hold)
    {
        var session = Held(hold);
        if (NextOf(session.Id) is not { } message)
        {
            return null;
        }

        Lock(message, hold.LockedUntil);
        return message;
    }

    public byte[] GetState(Hold hold) => Held(hold).State ?? [];

    public void SetState(Hold hold, byte[] state) => Held(hold).State = state.Length == 0 ? null : state;

    /// <summary>Someone else overwrote the state with something unreadable.</summary>
    public void Spoil(string sessionId) => SessionOf(sessionId).State = "not for you"u8.ToArray();

    /// <summary>A session's state, whoever holds it; for the promises and the trace.</summary>
    public byte[]? StateOf(string sessionId) => SessionOf(sessionId).State;

    public void Renew(Hold hold)
    {
        Held(hold);
        hold.LockedUntil = now() + Definition.LockDuration.Ticks;
        Wake(hold.LockedUntil);
    }

    public void Renew(long lockToken)
    {
        var message = Locked(lockToken);
        message.LockedUntil = now() + Definition.LockDuration.Ticks;
        Wake(message.LockedUntil);
    }

    /// <summary>Releases a session. Unsettled messages go back to their place, and no delivery is counted.</summary>
    public void Release(Hold hold)
    {
        if (hold.IsValid)
        {
            Lose(SessionOf(hold.SessionId), countsDelivery: false);
        }
    }

    private bool IsReady(QueuedMessage message) => !message.IsLocked && !message.IsScheduled && message.ExpiresAt > now();

    private QueuedMessage? NextOf(string sessionId) =>
        messages.FirstOrDefault(message => message.Sent.SessionId == sessionId && IsReady(message));

    private Session SessionOf(string id)
    {
        if (!sessions.TryGetValue(id, out var session))
        {
            sessions.Add(id, session = new Session(id));
        }

        return session;
    }

    private Session Held(Hold hold)
    {
        RunDue();
        return hold.IsValid ? SessionOf(hold.SessionId) : throw SessionLockLost();
    }

    private Hold Take(Session session)
    {
        session.InLineSince = long.MaxValue;
        session.Hold = new Hold(session.Id, now() + Definition.LockDuration.Ticks);
        Wake(session.Hold.LockedUntil);
        return session.Hold;
    }

    private void Lose(Session session, bool countsDelivery)
    {
        session.Hold!.IsValid = false;
        session.Hold = null;
        foreach (var message in messages.Where(message => message.IsLocked && message.Sent.SessionId == session.Id).ToArray())
        {
            GiveBack(message, countsDelivery);
        }

        PutInLine(session);
        Available?.Invoke();
    }

    private void PutInLine(Session session)
    {
        if (session.InLineSince == long.MaxValue && NextOf(session.Id) is not null)
        {
            session.InLineSince = ++lastInLine;
        }
    }
}
