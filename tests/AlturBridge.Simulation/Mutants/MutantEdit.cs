namespace AlturBridge.Simulation.Mutants;

/// <param name="File">Below the repository's root.</param>
/// <param name="Old">What stands in it, exactly once.</param>
/// <param name="New">What takes its place.</param>
public sealed record MutantEdit(string File, string Old, string New);
