namespace AlturBridge.Receiving;

/// <summary>What became of one element of a request; one of the three is set.</summary>
/// <param name="Id">The lead's id, of a lead that is queued; the webhook receives it as <c>webhook-id</c>.</param>
/// <param name="Skipped">Why the element is no lead.</param>
/// <param name="Refused">Why the lead cannot be called.</param>
public sealed record ReceivedLead(string? Id = null, string? Skipped = null, string? Refused = null);
