namespace AlturBridge.Receiving.Sources;

/// <summary>What a sender gets if none of its leads can be called.</summary>
public enum RefusalResponse
{
    /// <summary>422 and a problem document.</summary>
    Problem,

    /// <summary>The acknowledgement, with 200 and <c>"accepted": 0</c>: for senders that punish a 4xx, or never read one.</summary>
    Acknowledge,
}
