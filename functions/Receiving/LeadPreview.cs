using System.Text.Json.Serialization;
using AlturBridge.Messages;
using AlturBridge.Receiving.Authentication;
using AlturBridge.Receiving.Leads;
using AlturBridge.Receiving.Sources;

namespace AlturBridge.Receiving;

/// <summary>What a payload would become.</summary>
/// <param name="Authentic">True if the request proved who sent it; null if the source only needs the function key.</param>
/// <param name="Leads">One for each element.</param>
public sealed record LeadPreview(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] bool? Authentic, IReadOnlyList<LeadPreview.Lead> Leads)
{
    public static LeadPreview Of(Source source, IReadOnlyList<LeadResult> results) => new(
        source.Options.Authentication == AuthenticationMethod.FunctionKey ? null : true, [.. results.Select(Of)]);

    private static Lead Of(LeadResult result) => result switch
    {
        LeadResult.Lead lead => new Lead(lead.Call, lead.DeduplicationKey, lead.Reference, lead.Warnings is [] ? null : lead.Warnings),
        LeadResult.Skipped skipped => new Lead(Skipped: skipped.Why),
        LeadResult.Refused refused => new Lead(Refused: refused.Sentence),
        _ => throw new InvalidOperationException("This kind of lead has no preview."),
    };

    /// <summary>What an element would become: a call, or nothing and why.</summary>
    /// <param name="Call">Exactly what would be sent to Altur.</param>
    /// <param name="DedupKey">Within this source, equal keys are one lead.</param>
    /// <param name="Reference">The CRM's own id of the lead.</param>
    /// <param name="Warnings">What was changed on the way.</param>
    /// <param name="Skipped">Why the element is not a lead.</param>
    /// <param name="Refused">Why the lead cannot be called.</param>
    public sealed record Lead(
        CallRequest? Call = null, string? DedupKey = null, string? Reference = null, IReadOnlyList<string>? Warnings = null,
        string? Skipped = null, string? Refused = null);
}
