namespace AlturBridge.LoadTests.Measurements;

/// <summary>One thing measured.</summary>
/// <param name="Name">What.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Baseline">The same unit, from the other side, measured in the same run; null where there is none.</param>
/// <param name="BaselineName">What the other side is.</param>
/// <param name="Target">The share of the baseline that must be reached; null where the figure is only reported.</param>
/// <param name="Limit">What the value must stay below; null where there is no such limit.</param>
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
