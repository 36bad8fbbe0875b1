namespace AlturBridge.Testing.Chaos;

/// <param name="From">Just before the signal.</param>
/// <param name="To">When the process was gone.</param>
/// <param name="OpenClaims">What the queue file held then: calls that had started, without a recorded answer.</param>
public sealed record Kill(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<OpenClaim> OpenClaims);
