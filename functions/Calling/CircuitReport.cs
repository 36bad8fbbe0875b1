namespace AlturBridge.Calling;

/// <summary>Whether Altur works, for the status and for metrics.</summary>
/// <param name="OpenSince">When the circuit opened; null while it is closed.</param>
/// <param name="LastAnswer">Altur's last answer in one line, phone numbers masked; null before the first.</param>
/// <param name="LastAnswerAt">When that answer came.</param>
public sealed record CircuitReport(DateTimeOffset? OpenSince, string? LastAnswer, DateTimeOffset? LastAnswerAt)
{
    public bool IsOpen => OpenSince is not null;
}
