using System.Text.Json.Serialization;
using AlturBridge.Messages;

namespace AlturBridge.Receiving;

/// <summary>What happened to one element of a request; Id, Skipped or Refused is set.</summary>
/// <param name="Id">The id of a queued lead; the webhook receives it as <c>webhook-id</c>.</param>
/// <param name="Skipped">Why the element is not a lead.</param>
/// <param name="Refused">Why the lead cannot be called.</param>
/// <param name="Duplicate">True for a lead that was sent before.</param>
/// <param name="Revived">True for a dead lead that was not called, and waits again.</param>
/// <param name="State">Where a lead that was sent before is.</param>
public sealed record ReceivedLead(
    string? Id =
        null, string? Skipped = null, string? Refused = null, bool? Duplicate = null, bool? Revived = null, LeadState? State = null)
{
    /// <summary>Whether it is refused because its key was sent before with different content.</summary>
    [JsonIgnore]
    public bool IsConflict { get; init; }
}
