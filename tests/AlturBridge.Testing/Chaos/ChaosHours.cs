using System.Globalization;

namespace AlturBridge.Testing.Chaos;

/// <summary>Calling hours that are open for three minutes and closed for one, all day, at the same moments in every time zone.</summary>
internal static class ChaosHours
{
    private const int Open = 3;
    private const int Cycle = 4;

    /// <summary>How long after a lead was found to be within hours its request may reach Altur on a busy machine.</summary>
    private static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(8);

    public static string Setting { get; } = "Calling__Hours__Mon_Sun=" + string.Join(
        ',',
        Enumerable.Range(0, 24 * 60 / Cycle).Select(static cycle => $"{Clock(cycle * Cycle)}-{Clock((cycle * Cycle) + Open)}"));

    public static bool WereClosed(DateTimeOffset at) => Closed(at) && Closed(at - LongestWay);

    private static bool Closed(DateTimeOffset at) => at.Minute % Cycle >= Open;

    private static string Clock(int minute) =>
        string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}
