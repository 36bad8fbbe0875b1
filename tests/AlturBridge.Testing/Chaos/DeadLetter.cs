namespace AlturBridge.Testing.Chaos;

internal sealed record DeadLetter(string LeadId, string Reason, string Description);
