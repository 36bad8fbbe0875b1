namespace AlturBridge.Simulation.Stories;

/// <summary>What will be tried, made from a seed before anything happens: who is to be called, over what, and what goes wrong.</summary>
/// <param name="Seed">Draws everything that the story does not say.</param>
/// <param name="Settings">Of the bridge and of the world around it.</param>
/// <param name="Leads">In the order of their numbers.</param>
/// <param name="Faults">In no particular order.</param>
public sealed record Story(ulong Seed, StorySettings Settings, IReadOnlyList<LeadPlan> Leads, IReadOnlyList<Fault> Faults);
