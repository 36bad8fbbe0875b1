namespace AlturBridge.Testing.Chaos;

/// <param name="From">Just before the signal.</param>
/// <param name="To">When the process was gone.</param>
/// <param name="OpenClaims">What the queue file held then: calls that had started, without a recorded answer.</param>
/// <param name="IsStop">SIGTERM while the broker fails: a call whose lane was lost just before stays open, as at a kill.</param>
public sealed record Kill(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<OpenClaim> OpenClaims, bool IsStop = false);
