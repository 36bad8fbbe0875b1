namespace AlturBridge.Testing.Fuzz;

/// <param name="Status">What the sender got.</param>
/// <param name="Accepted">How many leads were queued.</param>
/// <param name="AllocatedBytes">The cost of receiving it once.</param>
/// <param name="Elapsed">How long that took.</param>
public sealed record FuzzOutcome(int Status, int Accepted, long AllocatedBytes, TimeSpan Elapsed);
