using AlturBridge.Messages;

namespace AlturBridge.Receiving.Leads;

/// <summary>What one element of a request is.</summary>
public abstract record LeadReading
{
    /// <param name="Call">What Altur will be asked.</param>
    /// <param name="Body">The same as JSON, written once: it is the message's body, and the key of a lead that has none.</param>
    /// <param name="DeduplicationKey">Equal keys of a source are one lead.</param>
    /// <param name="Warning">What was changed on the way; null when nothing was.</param>
    public sealed record Lead(CallRequest Call, BinaryData Body, string DeduplicationKey, string? Warning) : LeadReading;

    /// <summary>An element that is no lead for this source.</summary>
    public sealed record Skipped(string Why) : LeadReading;

    /// <summary>A lead that cannot be called: one sentence per mistake.</summary>
    public sealed record Refused(IReadOnlyList<string> Problems) : LeadReading
    {
        public string Sentence => string.Join(' ', Problems);
    }
}
