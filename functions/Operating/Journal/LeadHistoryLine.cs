using AlturBridge.Messages;

namespace AlturBridge.Operating.Journal;

/// <param name="At">When.</param>
/// <param name="Event">What happened.</param>
/// <param name="Attempt">The number of the call or delivery attempt; from 1.</param>
/// <param name="Why">One sentence.</param>
/// <param name="CallId">The call at Altur.</param>
/// <param name="Reason">The reason of a dead letter.</param>
/// <param name="Queue">The queue of a dead letter; for a replay, where the copy went.</param>
public sealed record LeadHistoryLine(
    DateTimeOffset At, LeadEventKind Event, int? Attempt, string? Why, string? CallId, string? Reason, string? Queue)
{
    public static LeadHistoryLine Of(JournalEntry entry) =>
        new(entry.At, entry.Kind, entry.Attempt, entry.Why, entry.CallId, entry.Reason, entry.Queue);
}
