namespace AlturBridge.Simulation.Stories;

/// <summary>
/// What can go wrong. The first group and the last strike when a lead crosses an edge, the others at a given time and for a while.
/// </summary>
public enum FaultKind
{
    /// <summary>Host and worker, as with <c>kill -9</c>.</summary>
    Kill,

    /// <summary>The worker alone: its host abandons what it held and starts another.</summary>
    KillWorker,

    /// <summary>The host alone: the worker finishes what it started but cannot settle it.</summary>
    OrphanWorker,

    /// <summary>The host's connection to the broker, with every session and message it holds.</summary>
    DropLink,

    /// <summary>The broker forgets who holds the lead's lane.</summary>
    LoseLock,

    /// <summary>The operation is done, but its response never arrives.</summary>
    LoseReply,

    /// <summary>The operation is refused and not done.</summary>
    Refuse,

    /// <summary>The operation hangs for a minute, done or not, then fails.</summary>
    Hang,

    AlturOutage,
    WebhookOutage,
    BrokerOutage,
    ScaleOut,

    /// <summary>One host lets its invocations finish and exits.</summary>
    ScaleIn,

    /// <summary>One host is told to stop, gets ten seconds, and is restarted.</summary>
    Restart,

    /// <summary>All hosts are replaced, at once or within minutes; the new ones have other lanes, and perhaps other rules.</summary>
    Redeploy,

    /// <summary>The journal's store fails, hangs or is slow.</summary>
    StoreOutage,

    /// <summary>An operator replays dead letters.</summary>
    Replay,

    /// <summary>An operator discards dead letters.</summary>
    Discard,

    /// <summary>Host and worker are killed, leaving an unreadable state in the lead's lane.</summary>
    SpoilState,
}
