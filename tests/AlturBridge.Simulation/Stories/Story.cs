namespace AlturBridge.Simulation.Stories;

/// <summary>One run's plan, made from a seed before anything happens: who is called, with which settings, what goes wrong.</summary>
/// <param name="Seed">Draws everything the story does not specify.</param>
/// <param name="Settings">Of the bridge and its environment.</param>
/// <param name="Leads">In order of their numbers.</param>
/// <param name="Faults">In no particular order.</param>
public sealed record Story(ulong Seed, StorySettings Settings, IReadOnlyList<LeadPlan> Leads, IReadOnlyList<Fault> Faults);
