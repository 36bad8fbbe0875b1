using AlturBridge.Messages;

namespace AlturBridge.Operating.Journal;

/// <summary>Which leads to list; null takes all.</summary>
/// <param name="State">Where they are.</param>
/// <param name="Source">Who sent them.</param>
/// <param name="Reference">The CRM's own id.</param>
/// <param name="From">Received at or after this time.</param>
/// <param name="To">Received before this time.</param>
public sealed record LeadFilter(
    LeadState? State = null, string? Source = null, string? Reference = null, DateTimeOffset? From = null, DateTimeOffset? To = null)
{
    public const int PageSize = 50;

    public bool Takes(LeadSummary lead) =>
        (State is null || lead.State == State)
            && (Source is null || string.Equals(lead.Source, Source, StringComparison.OrdinalIgnoreCase));
}
