namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>A session: its waiting messages in order, its state, and its single holder. Used under the broker's gate.</summary>
internal sealed class Session(string id)
{
    public string Id { get; } = id;

    public PriorityQueue<QueuedMessage, long> Ready { get; } = new();

    /// <summary>Messages the holder has received but not settled.</summary>
    public List<QueuedMessage> Locked { get; } = [];

    /// <summary>How many messages are being abandoned. Until they are back in place, those behind them wait.</summary>
    public int Returning { get; set; }

    public byte[]? State { get; set; }

    /// <summary>Empty while the session is not locked.</summary>
    public Guid LockToken { get; set; }

    public long LockedUntil { get; set; }

    /// <summary>The holder waiting for a message.</summary>
    public ReceiveWaiter? Waiter { get; set; }

    /// <summary>Whether it is in the line of sessions waiting to be accepted.</summary>
    public bool IsInLine { get; set; }

    /// <summary>Its messages in any state.</summary>
    public int Messages { get; set; }

    public bool IsLocked => LockToken != Guid.Empty;

    /// <summary>Nothing in it is worth keeping.</summary>
    public bool IsIdle => !IsLocked && Messages == 0 && State is null;
}
