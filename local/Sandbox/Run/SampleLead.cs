namespace AlturBridge.Sandbox.Run;

/// <param name="Name">Whom the call is for.</param>
/// <param name="PhoneNumber">A number reserved for fiction; no two leads share one.</param>
/// <param name="Origin">Who would send it, for the display.</param>
/// <param name="Body">What is posted.</param>
/// <param name="IdempotencyKey">The sender's id of this event.</param>
public sealed record SampleLead(string Name, string PhoneNumber, string Origin, string Body, string IdempotencyKey);
