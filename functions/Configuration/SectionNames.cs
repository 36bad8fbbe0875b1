using Microsoft.Extensions.Configuration;

namespace AlturBridge.Configuration;

/// <summary>Finds settings whose first part is a misspelt section: the environment is full of other names, so nobody would miss them.</summary>
internal static class SectionNames
{
    /// <summary>The settings whose first part is almost <paramref name="section"/>, by their names in the environment.</summary>
    public static IEnumerable<string> AlmostNamed(IConfiguration configuration, string section) =>
        configuration.GetChildren()
            .Where(other => IsAlmost(other.Key, section))
            .SelectMany(other => other.AsEnumerable())
            .Where(setting => setting.Value is not null && setting.Key.Contains(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal))
            .Select(setting => setting.Key);

    /// <summary>One slip of the finger away, a letter added, dropped, replaced or swapped with the next: farther off, it may be anybody's word.</summary>
    private static bool IsAlmost(string name, string section)
    {
        var typed = name.ToUpperInvariant().AsSpan();
        var meant = section.ToUpperInvariant().AsSpan();
        var same = typed.CommonPrefixLength(meant);
        typed = typed[same..];
        meant = meant[same..];

        return (typed.Length - meant.Length) switch
        {
            1 => typed[1..].SequenceEqual(meant),
            -1 => meant[1..].SequenceEqual(typed),
            0 when typed.Length > 0 => typed[1..].SequenceEqual(meant[1..])
                || (typed.Length > 1 && typed[0] == meant[1] && typed[1] == meant[0] && typed[2..].SequenceEqual(meant[2..])),
            _ => false,
        };
    }
}
