namespace AlturBridge.EndToEndTests.Telemetry;

internal sealed record ExportedSpan(string TraceId, string Id, string ParentId, string Name)
{
    /// <summary>For an outgoing request; empty for other spans.</summary>
    public required string Address { get; init; }
}
