namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>A session: its waiting messages in order, its state, and its one holder. Used under the broker's gate.</summary>
internal sealed class Session(string id)
{
    public string Id { get; } = id;

    public PriorityQueue<QueuedMessage, long> Ready { get; } = new();

    /// <summary>Messages that the holder has received and not settled.</summary>
    public List<QueuedMessage> Locked { get; } = [];

    /// <summary>How many messages are being abandoned. Until they are back in their place, those behind them wait.</summary>
    public int Returning { get; set; }

    public byte[]? State { get; set; }

    /// <summary>Empty while nobody holds the session.</summary>
    public Guid LockToken { get; set; }

    public long LockedUntil { get; set; }

    /// <summary>The holder waiting for a message.</summary>
    public ReceiveWaiter? Waiter { get; set; }

    /// <summary>Whether it stands in the line of sessions that may be accepted.</summary>
    public bool IsInLine { get; set; }

    /// <summary>How many messages belong to it, in any state.</summary>
    public int Messages { get; set; }

    public bool IsLocked => LockToken != Guid.Empty;

    /// <summary>Nothing worth remembering.</summary>
    public bool IsIdle => !IsLocked && Messages == 0 && State is null;
}
