using System.Text.Json.Serialization;

namespace AlturBridge.Receiving;

/// <summary>What a payload would become.</summary>
/// <param name="Authentic">True if the request proved who sent it; null if the source only needs the function key.</param>
/// <param name="Problem">Why the payload cannot be read at all.</param>
/// <param name="Leads">One for each element.</param>
public sealed record LeadPreview(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] bool? Authentic, string? Problem, IReadOnlyList<PreviewedLead> Leads);
