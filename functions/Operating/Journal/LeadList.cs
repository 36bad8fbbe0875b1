using System.Text.Json.Serialization;

namespace AlturBridge.Operating.Journal;

/// <param name="Leads">Newest first.</param>
/// <param name="Next">
/// For <c>after</c>; null at the end. A page may be empty without being the last: a rare state is searched in steps.
/// </param>
public sealed record LeadList(IReadOnlyList<LeadSummary> Leads, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);
