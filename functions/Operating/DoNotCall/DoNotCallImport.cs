namespace AlturBridge.Operating.DoNotCall;

/// <summary>The result of importing a file.</summary>
/// <param name="Added">How many of the file's numbers are on the list now.</param>
/// <param name="RefusedCount">How many lines are not numbers.</param>
/// <param name="RefusedLines">The first of them, counted from 1.</param>
public sealed record DoNotCallImport(int Added, int RefusedCount, IReadOnlyList<int> RefusedLines)
{
    private const int MostNamed = 20;

    public static DoNotCallImport Of(NumberLines lines) =>
        new(lines.Numbers.Count, lines.Refused.Count, [.. lines.Refused.Take(MostNamed)]);
}
