using AlturBridge.Messages;

namespace AlturBridge.Operating.Journal;

/// <summary>An event of a lead as it is stored.</summary>
public sealed record JournalEntry
{
    /// <summary>In characters; far more than any CRM's id, and far less than a column of a table takes.</summary>
    private const int LongestText = 1_000;

    public required string Lead { get; init; }

    public required DateTimeOffset At { get; init; }

    public required LeadEventKind Kind { get; init; }

    public required string Source { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public string? Reference { get; init; }

    public int? Attempt { get; init; }

    public string? Why { get; init; }

    public string? CallId { get; init; }

    public DateTimeOffset? Until { get; init; }

    public string? Rule { get; init; }

    public string? Reason { get; init; }

    public string? Queue { get; init; }

    public long? SequenceNumber { get; init; }

    /// <summary>Distinguishes two contents of one lead (<see cref="ContentDigest"/>).</summary>
    public string? Digest { get; init; }

    /// <summary>The state that this event puts its lead in; null if it changes nothing.</summary>
    public LeadState? State => Kind switch
    {
        LeadEventKind.Accepted or LeadEventKind.AttemptFailed => LeadState.Waiting,
        LeadEventKind.PutOff => LeadState.PutOff,
        LeadEventKind.Called => LeadState.Called,
        LeadEventKind.Delivered => LeadState.Delivered,
        LeadEventKind.DeadLettered => LeadState.Dead,
        LeadEventKind.Discarded => LeadState.Discarded,
        LeadEventKind.Replayed => Queue == Queues.CallRecords ? LeadState.Called : LeadState.Waiting,
        _ => null,
    };

    /// <summary>What is kept as the last event of its kind, which stays when its lead is forgotten.</summary>
    public JournalEntry WithoutLead() =>
        this with { Lead = string.Empty, Source = string.Empty, Reference = null, CallId = null, Digest = null };

    public static JournalEntry Of(LeadEvent happened, DateTimeOffset at, ContentDigest digest) => new()
    {
        Lead = happened.Lead,
        At = at,
        Kind = happened.Kind,
        Source = Short(happened.Source) ?? string.Empty,
        ReceivedAt = happened.ReceivedAt,
        Reference = Short(happened.Reference),
        Attempt = happened.Attempt,
        Why = happened.Why,
        CallId = Short(happened.CallId),
        Until = happened.Until,
        Rule = happened.Rule,
        Reason = happened.Reason,
        Queue = happened.Queue,
        SequenceNumber = happened.SequenceNumber,
        Digest = happened.Body is { } body ? digest.Of(body) : null,
    };

    /// <summary>Others choose these texts: one too long to be stored would cost all events that are written with it.</summary>
    private static string? Short(string? text) => text is { Length: <= LongestText } ? text : null;
}
