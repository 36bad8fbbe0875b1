namespace AlturBridge.Simulation.Mutants;

/// <summary>A fault that a person might put into the bridge.</summary>
/// <param name="Name">What it does wrong.</param>
/// <param name="Edits">How.</param>
public sealed record Mutant(string Name, IReadOnlyList<MutantEdit> Edits);
