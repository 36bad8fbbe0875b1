namespace AlturBridge.Simulation.Edges;

/// <summary>How the journal's store may fail.</summary>
public enum StoreOutage
{
    None,
    Fails,

    /// <summary>It does not even hear that nobody waits any more.</summary>
    Hangs,
    Slow,
}
