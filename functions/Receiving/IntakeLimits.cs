namespace AlturBridge.Receiving;

/// <summary>What intake must know about the calling rules.</summary>
/// <param name="LeadsPerNumber">The most leads in one request with the same number; 0 for no limit.</param>
/// <param name="ChecksDoNotCall">Whether the do-not-call list is in use.</param>
public sealed record IntakeLimits(int LeadsPerNumber, bool ChecksDoNotCall);
