using AlturBridge.Messages;

namespace AlturBridge.Receiving.Leads;

/// <summary>What one element of a request is.</summary>
public abstract record LeadResult
{
    /// <param name="Call">What Altur will be asked.</param>
    /// <param name="Body">The same as JSON, written once: it is the message's body, and the key of a lead that has none.</param>
    /// <param name="DeduplicationKey">Equal keys of a source are one lead.</param>
    /// <param name="Reference">The CRM's own id of the lead; null without one.</param>
    /// <param name="TimeZone">The called person's time zone; null for those of the number.</param>
    /// <param name="CallAt">When to call; null for now.</param>
    /// <param name="Warnings">What was changed on the way.</param>
    public sealed record Lead(
        CallRequest Call,
        BinaryData Body,
        string DeduplicationKey,
        string? Reference,
        string? TimeZone,
        CallTime? CallAt,
        IReadOnlyList<string> Warnings)
        : LeadResult;

    /// <summary>An element that is no lead for this source.</summary>
    public sealed record Skipped(string Why) : LeadResult;

    /// <summary>A lead that cannot be called: one sentence per mistake.</summary>
    public sealed record Refused(IReadOnlyList<string> Problems) : LeadResult
    {
        public string Sentence => string.Join(' ', Problems);
    }
}
