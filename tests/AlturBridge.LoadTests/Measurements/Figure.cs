namespace AlturBridge.LoadTests.Measurements;

/// <summary>One measured value.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The value.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Baseline">The baseline in the same unit, measured in the same run; null if there is none.</param>
/// <param name="BaselineName">What the baseline is.</param>
/// <param name="Target">The share of the baseline that must be reached; null if the figure is only reported.</param>
/// <param name="Limit">What the value must stay below; null for no limit.</param>
internal sealed record Figure(
    string Name,
    double Value,
    string Unit,
    double? Baseline = null,
    string? BaselineName = null,
    double? Target = null,
    double? Limit = null)
{
    public double? Ratio => Value / Baseline;

    public bool MeetsTarget => (Target is null || Ratio >= Target) && (Limit is null || Value < Limit);
}
