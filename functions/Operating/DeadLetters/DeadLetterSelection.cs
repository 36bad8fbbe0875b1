using AlturBridge.Messages;

namespace AlturBridge.Operating.DeadLetters;

/// <summary>The body of a replay or a discard: which dead letters.</summary>
public sealed record DeadLetterSelection
{
    private static readonly string[] Reasons =
    [
        DeadLetterReason.AlturUnavailable, DeadLetterReason.Refused, DeadLetterReason.NotAllowed, DeadLetterReason.OutcomeUnknown,
        DeadLetterReason.UnreadableRecord, DeadLetterReason.RecordNotHandedOn, DeadLetterReason.WebhookUnavailable,
        DeadLetterReason.WebhookGone, DeadLetterReason.Malformed, DeadLetterReason.Expired, DeadLetterReason.TooManyDeliveries,
    ];

    /// <summary>The most ids in one request; a filter matches any number.</summary>
    public const int MostIds = 1000;

    /// <summary>Only these; cannot be combined with a filter.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    public string? Queue { get; init; }

    public string? Reason { get; init; }

    public string? Source { get; init; }

    public string? Lead { get; init; }

    /// <summary>Only what died before; for a filter, by default the start of the request.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Also replay those who were called, or may have been: they are called again.</summary>
    public bool Redial { get; init; }

    /// <returns>Null, or a sentence that says what is wrong.</returns>
    public string? Problem() => this switch
    {
        { Ids: null, Queue: null, Reason: null, Source: null, Lead: null } =>
            "Say which dead letters: {\"ids\": [\"calls/4711\"]}, or a filter of queue, reason, source and lead. For all, send "
                + "{\"queue\": \"calls\"} and {\"queue\": \"call-records\"}.",
        { Ids: not null } when Queue is not null || Reason is not null || Source is not null || Lead is not null =>
            "Send ids or a filter, not both.",
        { Ids.Count: 0 } => "ids is empty: name at least one dead letter, such as calls/4711.",
        { Ids.Count: > MostIds } => $"At most {MostIds} ids are allowed at once: use a filter, or several requests.",
        { Ids: { } ids } when ids.Contains(null!) => "ids holds a null: each must be a queue and a number, such as calls/4711.",
        { Ids: { } ids } when ids.FirstOrDefault(id => !DeadLetter.TryParseId(id, out _, out _)) is { } wrong =>
            $"'{Shown(wrong)}' is not the id of a dead letter: it must be a queue and a number, such as calls/4711.",
        { Queue: not null } when !DeadLetter.IsQueue(Queue) => "queue must be calls or call-records.",
        _ => null,
    };

    /// <summary>
    /// For a filter that found nothing: its reason may be misspelt. It is not refused before, because other programs may give reasons of
    /// their own.
    /// </summary>
    /// <returns>Null if there is no reason, or it is one of the bridge's or the broker's.</returns>
    public string? ReasonProblem() => Reason is null || Reasons.Contains(Reason, StringComparer.OrdinalIgnoreCase)
        ? null
        : $"No dead letter has the reason '{Shown(Reason)}'. Those of the bridge and the broker are {string.Join(", ", Reasons)}.";

    /// <summary>A copy that dies again at once still matches the filter: it is left alone, or it would be replayed without end.</summary>
    public DeadLetterSelection BegunAt(DateTimeOffset begin) => Ids is null ? this with { Before = Before ?? begin } : this;

    public bool Takes(DeadLetter letter) =>
        (Ids?.Contains(letter.Id) ?? true)
            && (Queue is null || letter.Queue == Queue)
            && (Reason is null || string.Equals(letter.Reason, Reason, StringComparison.OrdinalIgnoreCase))
            && (Source is null || string.Equals(letter.Source, Source, StringComparison.OrdinalIgnoreCase))
            && (Lead is null || letter.Lead == Lead)
            && (Before is null || letter.DiedAt < Before);

    private static string Shown(string id) => id.Length <= 40 ? id : $"{id[..40]}…";
}
