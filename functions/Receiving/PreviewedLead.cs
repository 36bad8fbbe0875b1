using AlturBridge.Messages;

namespace AlturBridge.Receiving;

/// <summary>What an element would become: a call, or nothing and why.</summary>
/// <param name="Call">Exactly what would be sent to Altur.</param>
/// <param name="DedupKey">Within this source, equal keys are one lead.</param>
/// <param name="Reference">The CRM's own id of the lead.</param>
/// <param name="Warnings">What was changed on the way.</param>
/// <param name="Skipped">Why the element is not a lead.</param>
/// <param name="Refused">Why the lead cannot be called.</param>
public sealed record PreviewedLead(
    CallRequest? Call = null, string? DedupKey = null, string? Reference = null, IReadOnlyList<string>? Warnings = null,
    string? Skipped = null, string? Refused = null);
