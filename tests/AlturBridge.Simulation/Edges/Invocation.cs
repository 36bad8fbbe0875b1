using AlturBridge.Simulation.Broker;
using AlturBridge.Simulation.Hosting;

namespace AlturBridge.Simulation.Edges;

/// <summary>One run of a function; an edge knows by it on whose behalf it is asked.</summary>
/// <param name="Worker">Where it runs.</param>
/// <param name="Lead">The lead's number; 0 for a message that is none of the story's.</param>
/// <param name="Message">The delivery; null for a request.</param>
/// <param name="LockToken">Of the delivery.</param>
/// <param name="Hold">The hold on the lane with which the message came; null where there is none.</param>
public sealed record Invocation(Worker Worker, int Lead, QueuedMessage? Message = null, long LockToken = 0, Hold? Hold = null)
{
    private static readonly AsyncLocal<Invocation?> Local = new();

    public static Invocation Current
    {
        get => Local.Value ?? throw new InvalidOperationException("An edge was reached outside any invocation.");
        set => Local.Value = value;
    }

    /// <summary>The dial that this run has made.</summary>
    public Promises.DialSeen? Dial { get; set; }

    public bool IsSettled { get; set; }

    public bool HasEnded { get; set; }

    /// <summary>Wrote the state of its lane, a claim most likely.</summary>
    public bool WroteState { get; set; }

    /// <summary>The operator who ordered it wants people called again.</summary>
    public bool IsRedial { get; init; }

    /// <summary>The request that this is a part of.</summary>
    public Invocation? Order { get; init; }

    /// <summary>A fault or an outage of the broker stands in its way.</summary>
    public bool IsHindered { get; private set; }

    /// <summary>An edge failed it.</summary>
    public bool WasFailed { get; set; }

    public void Hinder()
    {
        IsHindered = true;
        Order?.Hinder();
    }
}
