namespace AlturBridge.Messages;

/// <summary>What is known about a lead that is sent again.</summary>
/// <param name="State">Where it is.</param>
/// <param name="HasOtherContent">Whether it was sent with different content before.</param>
/// <param name="IsRevivable">Whether it is dead and was not called.</param>
/// <param name="IsRecent">Whether the queue still recognises it, and drops it when it is sent again.</param>
public sealed record KnownLead(LeadState State, bool HasOtherContent, bool IsRevivable, bool IsRecent = true);
