namespace AlturBridge.Operating.DeadLetters;

/// <param name="Groups">The largest first.</param>
/// <param name="Counted">How many dead letters were counted.</param>
/// <param name="More">There are more than were counted.</param>
public sealed record DeadLetterGroups(IReadOnlyList<DeadLetterGroup> Groups, int Counted, bool More);
