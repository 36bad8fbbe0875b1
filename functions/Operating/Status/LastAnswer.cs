using AlturBridge.Messages;
using AlturBridge.Operating.Journal;

namespace AlturBridge.Operating.Status;

/// <param name="At">When it came, or failed to come.</param>
/// <param name="Good">Whether it shows that the other side works: a refusal is the fault of one lead.</param>
/// <param name="What">One sentence.</param>
/// <param name="Reason">Of a dead letter: nothing is tried again.</param>
public sealed record LastAnswer(DateTimeOffset At, bool Good, string What, string? Reason = null)
{
    /// <param name="last">The last event of each kind.</param>
    /// <param name="circuit">While it is open, it knows better: a lead that waits leaves no event.</param>
    /// <returns>Null if there is none.</returns>
    public static LastAnswer? OfAltur(IEnumerable<JournalEntry> last, CircuitStatus? circuit) => circuit is { OpenSince: not null }
        ? new LastAnswer(circuit.LastAnswerAt, false, circuit.LastAnswer)
        : Of(last.Where(entry => entry is
            { Kind: LeadEventKind.Called or LeadEventKind.AttemptFailed }
            or
            {
                Kind: LeadEventKind.DeadLettered, Queue: Queues.Calls,
                Reason: DeadLetterReason.Refused or DeadLetterReason.OutcomeUnknown or DeadLetterReason.UnreadableRecord,
            }));

    public static LastAnswer? OfWebhook(IEnumerable<JournalEntry> last) => Of(last.Where(entry =>
        entry.Kind is LeadEventKind.Delivered or LeadEventKind.DeliveryFailed
            || entry is { Kind: LeadEventKind.DeadLettered, Queue: Queues.CallRecords }));

    private static LastAnswer? Of(IEnumerable<JournalEntry> entries) => entries.MaxBy(entry => entry.At) switch
    {
        null => null,
        { Kind: LeadEventKind.Called } called => new LastAnswer(called.At, true, "A call was placed."),
        { Kind: LeadEventKind.Delivered } delivered => new LastAnswer(delivered.At, true, "A record was delivered."),
        { Reason: DeadLetterReason.Refused } refused => new LastAnswer(refused.At, true, "Altur refused a lead: see its dead letter."),
        { Kind: LeadEventKind.DeadLettered } dead => new LastAnswer(dead.At, false, SentenceOf(dead), dead.Reason),
        var failed => new LastAnswer(failed.At, false, failed.Why ?? "It failed."),
    };

    private static string SentenceOf(JournalEntry dead) => dead.Reason switch
    {
        DeadLetterReason.OutcomeUnknown => "It is unknown whether the last call was placed (OutcomeUnknown).",
        DeadLetterReason.UnreadableRecord => "The last call was placed, but its record cannot be read (UnreadableRecord).",
        var reason => $"The last record became a dead letter ({reason}).",
    };
}
