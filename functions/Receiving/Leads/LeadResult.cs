using AlturBridge.Messages;

namespace AlturBridge.Receiving.Leads;

/// <summary>What one element of a request is.</summary>
public abstract record LeadResult
{
    /// <param name="Call">What will be sent to Altur.</param>
    /// <param name="Body">The same as JSON, serialised once: the message's body, and the key of a lead that has none.</param>
    /// <param name="Id">Of the source and the key.</param>
    /// <param name="DeduplicationKey">Within a source, equal keys are one lead.</param>
    /// <param name="Reference">The CRM's own id of the lead; null if none.</param>
    /// <param name="TimeZone">The called person's time zone; null to use the number's.</param>
    /// <param name="CallAt">When to call; null for now.</param>
    /// <param name="Warnings">What was changed on the way.</param>
    public sealed record Lead(
        CallRequest Call, BinaryData Body, string Id, string DeduplicationKey, string? Reference, string? TimeZone, DateTimeOffset? CallAt,
        IReadOnlyList<string> Warnings)
        : LeadResult;

    /// <summary>An element that is not a lead for this source.</summary>
    public sealed record Skipped(string Why) : LeadResult;

    /// <summary>A lead that cannot be called: one sentence per mistake.</summary>
    public sealed record Refused(IReadOnlyList<string> Problems) : LeadResult
    {
        public string Sentence => string.Join(' ', Problems);
    }
}
