namespace AlturBridge.Simulation.Stories;

/// <summary>
/// What can go wrong. The first group and the last strike where a lead crosses an edge, the others at a time, for a while.
/// </summary>
public enum FaultKind
{
    /// <summary>Host and worker, as by kill -9.</summary>
    Kill,

    /// <summary>The worker alone: its host gives back what it held and starts another.</summary>
    KillWorker,

    /// <summary>The host alone: the worker finishes what it began and cannot settle it.</summary>
    OrphanWorker,

    /// <summary>The connection of the host to the broker: every session and message it holds.</summary>
    DropLink,

    /// <summary>The broker forgets who holds the lead's lane.</summary>
    LoseLock,

    /// <summary>The call is done, but its answer never comes.</summary>
    LoseReply,

    /// <summary>The call is refused and not done.</summary>
    Refuse,

    /// <summary>The call hangs for a minute, done or not, and then fails.</summary>
    Hang,

    AlturOutage,
    WebhookOutage,
    BrokerOutage,
    ScaleOut,

    /// <summary>One host lets its invocations end and goes.</summary>
    ScaleIn,

    /// <summary>One host is told to stop, has ten seconds, and is started again.</summary>
    Restart,

    /// <summary>All hosts are drained and started again with another number of lanes, and perhaps with other rules.</summary>
    Redeploy,

    /// <summary>The journal's store fails, hangs or is slow.</summary>
    StoreOutage,

    /// <summary>An operator replays dead letters.</summary>
    Replay,

    /// <summary>An operator discards dead letters.</summary>
    Discard,

    /// <summary>Host and worker are killed, and what they left as the state of the lead's lane cannot be read.</summary>
    SpoilState,
}
