namespace AlturBridge.Simulation.Stories;

/// <param name="Number">From 1.</param>
/// <param name="At">When its CRM sends it, from the start.</param>
/// <param name="Phone">The number to call; several leads may share one person's.</param>
/// <param name="AgainAfter">When the CRM mistakenly sends it a second time; null for never.</param>
public sealed record LeadPlan(int Number, TimeSpan At, string Phone, TimeSpan? AgainAfter)
{
    public string Key => $"lead-{Number}";
}
