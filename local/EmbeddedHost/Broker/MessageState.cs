namespace AlturBridge.EmbeddedHost.Broker;

internal enum MessageState
{
    /// <summary>Waiting for a receiver.</summary>
    Ready,

    /// <summary>With a receiver.</summary>
    Locked,

    /// <summary>Between states: the change is being written, and nothing else may happen to the message.</summary>
    Changing,

    /// <summary>Not visible yet.</summary>
    Scheduled,

    /// <summary>No longer in this queue.</summary>
    Gone,
}
