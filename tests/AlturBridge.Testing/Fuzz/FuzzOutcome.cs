namespace AlturBridge.Testing.Fuzz;

/// <param name="Status">What the sender got.</param>
/// <param name="Accepted">How many leads were queued.</param>
/// <param name="AllocatedBytes">What receiving it once cost.</param>
/// <param name="Elapsed">How long that took.</param>
public sealed record FuzzOutcome(int Status, int Accepted, long AllocatedBytes, TimeSpan Elapsed);
