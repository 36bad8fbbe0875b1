namespace AlturBridge.Operating.DeadLetters;

/// <param name="Groups">The largest first.</param>
/// <param name="Counted">How many dead letters were counted.</param>
/// <param name="More">There are more than were counted.</param>
/// <param name="Before">When they were counted: what dies later was not seen, and a replay or a discard with it leaves that alone.</param>
public sealed record DeadLetterGroups(IReadOnlyList<DeadLetterGroup> Groups, int Counted, bool More, DateTimeOffset Before);
