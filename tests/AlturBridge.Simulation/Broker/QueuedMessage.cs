using Azure.Messaging.ServiceBus;

namespace AlturBridge.Simulation.Broker;

/// <summary>A message in a model queue. Times are UTC ticks.</summary>
public sealed class QueuedMessage(ServiceBusMessage sent)
{
    public ServiceBusMessage Sent { get; } = sent;

    /// <summary>As the last delivery left them.</summary>
    public Dictionary<string, object> Properties { get; } = new(sent.ApplicationProperties);

    public long SequenceNumber { get; set; }

    public long EnqueuedAt { get; set; }

    public long ExpiresAt { get; set; }

    /// <summary>How many deliveries ended without settling it.</summary>
    public int Deliveries { get; set; }

    /// <summary>Identifies the current delivery; 0 if there is none.</summary>
    public long LockToken { get; set; }

    public long LockedUntil { get; set; }

    public bool IsScheduled { get; set; }

    public bool IsLocked => LockToken != 0;

    /// <summary>When it next changes by itself.</summary>
    public long NextChange => IsScheduled ? Sent.ScheduledEnqueueTime.UtcTicks : IsLocked ? LockedUntil : ExpiresAt;

    /// <summary>This dead letter is being replayed: the lead's fate is now the copy's.</summary>
    public bool IsReplayed { get; set; }

    public string? DeadLetterReason { get; set; }

    public string? DeadLetterDescription { get; set; }
}
