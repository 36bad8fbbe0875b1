namespace AlturBridge.Receiving;

/// <summary>The answer to accepted leads: how many, and what became of each.</summary>
public sealed record LeadReceipt(int Accepted, IReadOnlyList<AcceptedLead> Leads);
