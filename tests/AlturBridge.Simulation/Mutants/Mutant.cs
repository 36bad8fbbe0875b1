namespace AlturBridge.Simulation.Mutants;

/// <summary>A bug that someone might introduce into the bridge.</summary>
/// <param name="Name">What it does wrong.</param>
/// <param name="Edits">The edits that introduce it.</param>
public sealed record Mutant(string Name, IReadOnlyList<MutantEdit> Edits);
