using System.Text.Json.Serialization;
using AlturBridge.Messages;
using AlturBridge.Operating.DeadLetters;

namespace AlturBridge.Operating.Journal;

/// <summary>One lead's story.</summary>
/// <param name="Id">The lead.</param>
/// <param name="Source">Who sent it.</param>
/// <param name="Reference">The CRM's own id of it.</param>
/// <param name="State">Where it is.</param>
/// <param name="ReceivedAt">When it was last accepted.</param>
/// <param name="History">Oldest first.</param>
/// <param name="DeadLetter">The dead letter that awaits a decision.</param>
public sealed record LeadReport(
    string Id,
    string Source,
    string? Reference,
    LeadState State,
    DateTimeOffset ReceivedAt,
    IReadOnlyList<LeadHistoryLine> History,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DeadLetter? DeadLetter)
{
    /// <returns>Null if nothing is known.</returns>
    public static LeadReport? Of(IReadOnlyList<JournalEntry> entries) => entries.Count == 0
        ? null
        : new LeadReport(
            entries[0].Lead,
            entries[0].Source,
            entries.LastOrDefault(entry => entry.Reference is not null)?.Reference,
            StateOf(entries),
            entries.LastOrDefault(entry => entry.Kind == LeadEventKind.Accepted)?.ReceivedAt ?? entries[0].ReceivedAt,
            [.. entries.Select(LeadHistoryLine.Of)],
            DeadLetter: null);

    /// <summary>
    /// A delivered lead stays so until it dies again or comes again: after a crash its answer may be handed on, or its dead letter
    /// replayed, a second time, and the queue drops the second message.
    /// </summary>
    private static LeadState StateOf(IReadOnlyList<JournalEntry> entries)
    {
        var last = entries.LastOrDefault(entry => entry.State is not null);
        var since = entries.LastOrDefault(entry => entry.State == LeadState.Dead)?.At ?? DateTimeOffset.MinValue;
        var isDelivered = entries.Any(entry =>
            entry.State == LeadState.Delivered && entry.At > since && entry.ReceivedAt == last?.ReceivedAt);
        return isDelivered ? LeadState.Delivered : last?.State ?? LeadState.Waiting;
    }
}
