namespace AlturBridge.Simulation.Mutants;

/// <param name="File">Relative to the repository root.</param>
/// <param name="Old">The text to replace; occurs exactly once.</param>
/// <param name="New">Its replacement.</param>
public sealed record MutantEdit(string File, string Old, string New);
