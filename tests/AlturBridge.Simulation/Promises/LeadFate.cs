using AlturBridge.Simulation.Broker;
using AlturBridge.Simulation.Edges;

namespace AlturBridge.Simulation.Promises;

/// <summary>What is externally visible of a lead: what Altur, the webhook and the queues have seen.</summary>
public sealed class LeadFate(int number)
{
    public int Number { get; } = number;

    public bool IsAccepted { get; set; }

    /// <summary>An operator wanted another call whatever became of the first: it may end twice.</summary>
    public bool IsRedialled => Redials.Count > 0;

    /// <summary>Sequence numbers of dead letters whose replay may call again despite earlier calls.</summary>
    public HashSet<long> Redials { get; } = [];

    public bool IsDiscarded { get; set; }

    /// <summary>When it was last queued to start over, or becomes visible if scheduled; UTC ticks.</summary>
    public long FreshAt { get; set; }

    /// <summary>The scheduled delivery attempts of its records.</summary>
    public HashSet<(string Record, int Attempt)> Attempts { get; } = [];

    public bool WasQueued { get; set; }

    public int InCalls { get; set; }

    public int InRecords { get; set; }

    public int Deliveries { get; set; }

    public List<DialSeen> Dials { get; } = [];

    public List<Invocation> Runs { get; } = [];

    public List<BinaryData> Records { get; } = [];

    public List<QueuedMessage> DeadLetters { get; } = [];

    public int Placed => Dials.Count(dial => dial.IsPlaced);

    public bool HasEnded => Deliveries > 0 || DeadLetters.Count > 0 || IsDiscarded;
}
