namespace AlturBridge.Calling.Rules;

/// <summary>How often to call.</summary>
/// <param name="MinGap">The minimum time between two calls to one number; zero for none.</param>
/// <param name="MaxPerDay">The most calls to one number within 24 hours; 0 for no limit.</param>
/// <param name="Budget">The most calls across all lanes within 24 hours; 0 for no limit.</param>
/// <param name="Lanes">How many lanes share the budget.</param>
public sealed record CallLimits(TimeSpan MinGap, int MaxPerDay, int Budget, int Lanes);
