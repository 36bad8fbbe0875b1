using AlturBridge.Simulation.Broker;

namespace AlturBridge.Simulation.Hosting;

/// <summary>A host's session receiver.</summary>
public sealed class Link(Hold hold, long acceptedAt)
{
    public Hold Hold { get; } = hold;

    public long AcceptedAt { get; } = acceptedAt;

    public bool IsUp { get; set; } = true;

    /// <summary>The host's limit for renewals has passed: the lock ends without anybody's fault but the settings'.</summary>
    public bool RenewalEnded { get; set; }

    public bool IsReleaseAsked { get; set; }

    /// <summary>No message was there; counts the waits, so that the end of an older one is recognised.</summary>
    public int Waiting { get; set; }

    public bool IsWaiting { get; set; }
}
