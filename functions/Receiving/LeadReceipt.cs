namespace AlturBridge.Receiving;

/// <summary>The answer to a request: how many leads are queued, and what happened to each element.</summary>
public sealed record LeadReceipt(int Accepted, IReadOnlyList<ReceivedLead> Leads);
