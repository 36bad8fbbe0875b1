namespace AlturBridge.Sandbox.Simulation;

/// <summary>A POST that reached the simulated Altur, whatever its outcome.</summary>
/// <param name="At">When it came in.</param>
/// <param name="PhoneNumberTo">The number in the body, valid or not; null when there is none.</param>
/// <param name="Body">The body as received.</param>
/// <param name="CallId">The id of the answered Call record, if any.</param>
/// <param name="Status">The status answered; null when none was: the simulation hung, reset, or the client left first.</param>
/// <param name="Outcome">A word for it: the status, the name of the fault, or <c>left</c>.</param>
/// <param name="Rang">Whether a phone would have rung. Where only Altur could know, the worst case: yes.</param>
public sealed record AlturPost(
    DateTimeOffset At, string? PhoneNumberTo, string Body, string? CallId, int? Status, string Outcome, bool Rang)
{
    /// <summary>Who the call is for, if the body says so.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The Call record that was answered, byte for byte; empty if none was sent completely.</summary>
    public ReadOnlyMemory<byte> Record { get; init; }

    /// <summary>When the outcome was decided: just before the answer, or when it became clear that there would be none.</summary>
    public DateTimeOffset DecidedAt { get; init; }
}
