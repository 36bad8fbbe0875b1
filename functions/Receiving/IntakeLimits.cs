namespace AlturBridge.Receiving;

/// <summary>What of the rules of calling intake must know.</summary>
/// <param name="LeadsPerNumber">The most leads of one request with one number; 0 for any number of them.</param>
public sealed record IntakeLimits(int LeadsPerNumber);
