namespace AlturBridge.Operating.Journal;

/// <param name="Leads">The newest first.</param>
/// <param name="Next">
/// Where to go on; null after the last page. A page may be empty and not the last: a rare state is searched in steps.
/// </param>
public sealed record LeadPage(IReadOnlyList<LeadSummary> Leads, string? Next);
