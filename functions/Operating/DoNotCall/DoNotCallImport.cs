namespace AlturBridge.Operating.DoNotCall;

/// <summary>What became of the lines of a file.</summary>
/// <param name="Added">How many numbers are on the list now that the file names.</param>
/// <param name="RefusedCount">How many lines are no number.</param>
/// <param name="RefusedLines">The first of them, counted from 1.</param>
public sealed record DoNotCallImport(int Added, int RefusedCount, IReadOnlyList<int> RefusedLines);
