namespace AlturBridge.Operating.Status;

/// <param name="State"><c>closed</c>, or <c>open</c>: calls wait until Altur works again.</param>
/// <param name="OpenSince">Since when it is open.</param>
public sealed record CircuitStatus(string State, DateTimeOffset? OpenSince);
