namespace AlturBridge.EndToEndTests.Telemetry;

internal sealed record ExportedMetric(string Name, string Unit, string Description);
