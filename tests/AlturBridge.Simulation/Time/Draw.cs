namespace AlturBridge.Simulation.Time;

/// <summary>
/// Randomness that does not depend on what happened before: the same question always draws the same number. So a story with a lead or fault
/// removed is otherwise unchanged, which makes shrinking work.
/// </summary>
public static class Draw
{
    /// <summary>A number in [0, 1).</summary>
    public static double Share(ulong seed, Chance chance, long key, long turn = 0) =>
        (Bits(seed, chance, key, turn) >> 11) * (1.0 / (1UL << 53));

    /// <summary>An integer from 0 to <paramref name="count"/>, exclusive.</summary>
    public static int Pick(ulong seed, Chance chance, long key, int count, long turn = 0) =>
        (int)(Bits(seed, chance, key, turn) % (ulong)count);

    public static bool Happens(ulong seed, Chance chance, long key, double probability, long turn = 0) =>
        Share(seed, chance, key, turn) < probability;

    public static ulong Bits(ulong seed, Chance chance, long key, long turn) =>
        Mix(Mix(Mix(seed + (ulong)chance) + (ulong)key) + (ulong)turn);

    /// <summary>SplitMix64.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
