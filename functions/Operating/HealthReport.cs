namespace AlturBridge.Operating;

/// <param name="Status"><c>ready</c> or <c>not ready</c>.</param>
/// <param name="Version">The version of the app and the commit it was built from, so that a deployment knows which one answers.</param>
/// <param name="Missing">What is missing, one sentence each.</param>
public sealed record HealthReport(string Status, string Version, IReadOnlyList<string>? Missing);
