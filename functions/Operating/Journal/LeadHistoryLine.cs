using AlturBridge.Messages;

namespace AlturBridge.Operating.Journal;

/// <param name="At">When.</param>
/// <param name="Event">What happened.</param>
/// <param name="Attempt">Of a call or a delivery; from 1.</param>
/// <param name="Why">One sentence.</param>
/// <param name="CallId">The call at Altur.</param>
/// <param name="Reason">Of a dead letter.</param>
/// <param name="Queue">Of a dead letter; of a replay, where the copy went.</param>
public sealed record LeadHistoryLine(
    DateTimeOffset At, LeadEventKind Event, int? Attempt, string? Why, string? CallId, string? Reason, string? Queue)
{
    public static LeadHistoryLine Of(JournalEntry entry) =>
        new(entry.At, entry.Kind, entry.Attempt, entry.Why, entry.CallId, entry.Reason, entry.Queue);
}
