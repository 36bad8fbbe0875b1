namespace AlturBridge.Simulation.Broker;

/// <summary>A receiver's lock on a session.</summary>
public sealed class Hold(string sessionId, long lockedUntil)
{
    public string SessionId { get; } = sessionId;

    public long LockedUntil { get; set; } = lockedUntil;

    /// <summary>Whether the broker still honors this lock; once false, it never becomes true again.</summary>
    public bool IsValid { get; set; } = true;
}
