namespace AlturBridge.Operating;

/// <param name="Status"><c>ready</c> or <c>not ready</c>.</param>
/// <param name="Missing">What is missing, one sentence each.</param>
public sealed record HealthReport(string Status, IReadOnlyList<string>? Missing);
