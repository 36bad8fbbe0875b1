using System.Globalization;

namespace AlturBridge.Testing.Chaos;

/// <summary>Hours that open for three minutes and close for one, all day: in every time zone at the same moments.</summary>
internal static class ChaosHours
{
    private const int Open = 3;
    private const int Cycle = 4;

    /// <summary>Altur may receive a request after its lead was found to be within hours: this long on a busy machine.</summary>
    private static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(8);

    public static string Setting { get; } = "Calling__Hours__Mon_Sun=" + string.Join(
        ',',
        Enumerable.Range(0, 24 * 60 / Cycle).Select(static cycle => $"{Clock(cycle * Cycle)}-{Clock((cycle * Cycle) + Open)}"));

    public static bool WereClosed(DateTimeOffset at) => Closed(at) && Closed(at - LongestWay);

    private static bool Closed(DateTimeOffset at) => at.Minute % Cycle >= Open;

    private static string Clock(int minute) =>
        string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}
