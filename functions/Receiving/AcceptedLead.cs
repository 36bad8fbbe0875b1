namespace AlturBridge.Receiving;

/// <param name="Id">The lead's id; the webhook receives it as <c>webhook-id</c>.</param>
public sealed record AcceptedLead(string Id);
