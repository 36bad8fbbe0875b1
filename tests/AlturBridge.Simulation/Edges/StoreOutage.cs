namespace AlturBridge.Simulation.Edges;

/// <summary>How the journal's store may fail.</summary>
public enum StoreOutage
{
    None,
    Fails,

    /// <summary>Does not even respond to cancellation.</summary>
    Hangs,
    Slow,
}
