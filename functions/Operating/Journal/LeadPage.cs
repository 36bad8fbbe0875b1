namespace AlturBridge.Operating.Journal;

/// <param name="Leads">Newest first.</param>
/// <param name="Next">
/// Where to continue; null after the last page. A page may be empty without being the last: a rare state is searched in steps.
/// </param>
public sealed record LeadPage(IReadOnlyList<LeadSummary> Leads, string? Next);
