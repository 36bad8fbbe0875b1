namespace AlturBridge.LoadTests.Chaos;

internal sealed record Kill(DateTimeOffset From, DateTimeOffset To);
