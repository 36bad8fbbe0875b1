namespace AlturBridge.Configuration;

internal static class Spelling
{
    /// <summary>The name that was most likely meant; null if none is close: at most one typo per three characters.</summary>
    public static string? Nearest(string typed, IEnumerable<string> names) =>
        names.Where(name => Distance(typed, name) <= name.Length / 3).MinBy(name => Distance(typed, name));

    /// <summary>
    /// How many typos separate two names, ignoring case: a letter added, dropped, replaced, or swapped with the next.
    /// </summary>
    public static int Distance(string one, string other)
    {
        var (typed, meant) = (one.ToUpperInvariant(), other.ToUpperInvariant());
        var slips = new int[typed.Length + 1][];

        for (var i = 0; i <= typed.Length; i++)
        {
            slips[i] = new int[meant.Length + 1];
            for (var j = 0; j <= meant.Length; j++)
            {
                slips[i][j] = i == 0 || j == 0 ? i + j : Math.Min(
                    Math.Min(slips[i - 1][j], slips[i][j - 1]) + 1,
                    slips[i - 1][j - 1] + (typed[i - 1] == meant[j - 1] ? 0 : 1));

                if (i > 1 && j > 1 && typed[i - 1] == meant[j - 2] && typed[i - 2] == meant[j - 1])
                {
                    slips[i][j] = Math.Min(slips[i][j], slips[i - 2][j - 2] + 1);
                }
            }
        }

        return slips[typed.Length][meant.Length];
    }
}
