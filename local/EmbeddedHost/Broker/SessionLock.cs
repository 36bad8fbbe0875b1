namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>A receiver's lock on a session.</summary>
public sealed class SessionLock
{
    private long lockedUntil;

    internal SessionLock(Session session)
    {
        Session = session;
        Token = session.LockToken;
        lockedUntil = session.LockedUntil;
    }

    public string SessionId => Session.Id;

    public DateTimeOffset LockedUntil => new(Interlocked.Read(ref lockedUntil), TimeSpan.Zero);

    internal Session Session { get; }

    internal Guid Token { get; }

    internal void Renewed() => Interlocked.Exchange(ref lockedUntil, Session.LockedUntil);
}
