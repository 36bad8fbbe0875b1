namespace AlturBridge.Sandbox.Simulation;

/// <summary>A POST that reached the webhook receiver, whatever its outcome.</summary>
/// <param name="At">When it came in.</param>
/// <param name="WebhookId">The header <c>webhook-id</c>: the same on every attempt.</param>
/// <param name="LeadId">The header <c>altur-bridge-lead-id</c>.</param>
/// <param name="Source">The header <c>altur-bridge-source</c>.</param>
/// <param name="Headers">All headers, by name in any case; several values of one are joined by commas.</param>
/// <param name="Body">The body, byte for byte.</param>
/// <param name="SignatureValid">Whether one of the receiver's secrets signed it, within five minutes of now.</param>
/// <param name="Status">The status answered; null when none was: the receiver hung, reset, or the client left first.</param>
/// <param name="Outcome">A word for it: the status, the name of the fault, or <c>left</c>.</param>
public sealed record WebhookDelivery(
    DateTimeOffset At,
    string? WebhookId,
    string? LeadId,
    string? Source,
    IReadOnlyDictionary<string, string> Headers,
    ReadOnlyMemory<byte> Body,
    bool SignatureValid,
    int? Status,
    string Outcome)
{
    /// <summary>Whether it was answered with 2xx.</summary>
    public bool Accepted => Status is >= 200 and < 300;
}
