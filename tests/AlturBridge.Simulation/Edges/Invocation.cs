using AlturBridge.Simulation.Broker;
using AlturBridge.Simulation.Hosting;

namespace AlturBridge.Simulation.Edges;

/// <summary>One run of a function; tells an edge who is calling.</summary>
/// <param name="Worker">Where it runs.</param>
/// <param name="Lead">The lead's number; 0 for a message that belongs to no lead of the story.</param>
/// <param name="Message">The delivered message; null for a request.</param>
/// <param name="LockToken">The delivery's lock token.</param>
/// <param name="Hold">The lane lock under which the message was received; null if none.</param>
public sealed record Invocation(Worker Worker, int Lead, QueuedMessage? Message = null, long LockToken = 0, Hold? Hold = null)
{
    private static readonly AsyncLocal<Invocation?> Local = new();

    public static Invocation Current
    {
        get => Local.Value ?? throw new InvalidOperationException("An edge was reached outside any invocation.");
        set => Local.Value = value;
    }

    /// <summary>The dial this run made.</summary>
    public Promises.DialSeen? Dial { get; set; }

    public bool IsSettled { get; set; }

    public bool HasEnded { get; set; }

    /// <summary>Wrote its lane's state, most likely a claim.</summary>
    public bool WroteState { get; set; }

    /// <summary>The operator who ordered it wants people to be called again.</summary>
    public bool IsRedial { get; init; }

    /// <summary>The request this is part of.</summary>
    public Invocation? Order { get; init; }

    /// <summary>A fault or broker outage affects it.</summary>
    public bool IsHindered { get; private set; }

    /// <summary>An edge failed one of its operations.</summary>
    public bool WasFailed { get; set; }

    public void Hinder()
    {
        IsHindered = true;
        Order?.Hinder();
    }
}
