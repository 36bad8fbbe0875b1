namespace AlturBridge.Operating.Status;

/// <param name="State"><c>closed</c>, or <c>open</c>: calls wait until Altur works again.</param>
/// <param name="OpenSince">Since when it is open.</param>
/// <param name="LastAnswer">Altur's last answer in one line, phone numbers masked.</param>
/// <param name="LastAnswerAt">When it came.</param>
public sealed record CircuitStatus(string State, DateTimeOffset? OpenSince, string LastAnswer, DateTimeOffset LastAnswerAt);
