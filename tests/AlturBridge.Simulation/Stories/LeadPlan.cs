namespace AlturBridge.Simulation.Stories;

/// <param name="Number">From 1.</param>
/// <param name="At">When its CRM sends it, from the beginning.</param>
/// <param name="Phone">Whom to call; several leads may be one person's.</param>
/// <param name="AgainAfter">When the CRM sends it a second time by mistake; null for never.</param>
public sealed record LeadPlan(int Number, TimeSpan At, string Phone, TimeSpan? AgainAfter)
{
    public string Key => $"lead-{Number}";
}
