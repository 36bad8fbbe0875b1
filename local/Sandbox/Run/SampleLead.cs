namespace AlturBridge.Sandbox.Run;

/// <param name="Name">Who the call is for.</param>
/// <param name="PhoneNumber">A number reserved for fiction; no two leads share one.</param>
/// <param name="Origin">Who would send it, for the display.</param>
/// <param name="Source">The source it is posted to.</param>
/// <param name="Body">What is posted.</param>
/// <param name="IdempotencyKey">The sender's id for this event.</param>
/// <param name="Signature">The header that proves who sent it; null where the function key does.</param>
public sealed record SampleLead(
    string Name,
    string PhoneNumber,
    string Origin,
    string Source,
    string Body,
    string IdempotencyKey,
    (string Header, string Value)? Signature = null);
