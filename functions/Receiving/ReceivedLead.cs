using System.Text.Json.Serialization;
using AlturBridge.Messages;

namespace AlturBridge.Receiving;

/// <summary>What became of one element of a request; Id, Skipped or Refused is set.</summary>
/// <param name="Id">The lead's id, of a lead that is queued; the webhook receives it as <c>webhook-id</c>.</param>
/// <param name="Skipped">Why the element is no lead.</param>
/// <param name="Refused">Why the lead cannot be called.</param>
/// <param name="Duplicate">True for a lead that was sent before.</param>
/// <param name="Revived">True for a lead that had died without a call, and waits again.</param>
/// <param name="State">Where a lead is that was sent before.</param>
public sealed record ReceivedLead(
    string? Id =
        null, string? Skipped = null, string? Refused = null, bool? Duplicate = null, bool? Revived = null, LeadState? State = null)
{
    /// <summary>Whether it is refused for its key, which came with other content before.</summary>
    [JsonIgnore]
    public bool IsConflict { get; init; }
}
