using AlturBridge.Simulation.Broker;

namespace AlturBridge.Simulation.Hosting;

/// <summary>A host's session receiver.</summary>
public sealed class Link(Hold hold, long acceptedAt)
{
    public Hold Hold { get; } = hold;

    public long AcceptedAt { get; } = acceptedAt;

    public bool IsUp { get; set; } = true;

    /// <summary>The host's renewal limit has passed: only the settings are to blame when the lock expires.</summary>
    public bool RenewalEnded { get; set; }

    public bool IsReleaseAsked { get; set; }

    /// <summary>Counts the waits for a message, so that the end of an older wait is recognized.</summary>
    public int Waiting { get; set; }

    public bool IsWaiting { get; set; }
}
