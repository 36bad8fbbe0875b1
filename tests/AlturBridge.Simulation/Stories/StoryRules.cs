using System.Globalization;

namespace AlturBridge.Simulation.Stories;

/// <summary>When and how often people may be called.</summary>
/// <param name="Hours">Every day's windows in local time; none for any time.</param>
/// <param name="MinGap">Between two calls to one number; zero for none.</param>
/// <param name="MaxPerDay">The most calls to one number; 0 for no limit.</param>
/// <param name="Budget">The most calls of all lanes within a day; 0 for no limit.</param>
public sealed record StoryRules(IReadOnlyList<(TimeSpan From, TimeSpan To)> Hours, TimeSpan MinGap, int MaxPerDay, int Budget)
{
    /// <summary>Everyone in a story lives in New York, in winter.</summary>
    private static readonly TimeSpan Offset = TimeSpan.FromHours(-5);

    public static StoryRules None { get; } = new([], TimeSpan.Zero, 0, 0);

    public bool AreAny => Hours.Count > 0 || MinGap > TimeSpan.Zero || MaxPerDay > 0 || Budget > 0;

    /// <summary>In the format of <c>Calling__Hours__Mon_Sun</c>.</summary>
    public string HoursText => string.Join(
        ',', Hours.Select(window => string.Create(CultureInfo.InvariantCulture, $@"{window.From:hh\:mm}-{window.To:hh\:mm}")));

    /// <param name="ticks">UTC.</param>
    /// <param name="tolerance">Allowance for wrong clocks.</param>
    public bool AreOpen(long ticks, TimeSpan tolerance)
    {
        var time = new DateTime(ticks, DateTimeKind.Utc).Add(Offset).TimeOfDay;
        return Hours.Count == 0 || Hours.Any(window => time >= window.From - tolerance && time <= window.To + tolerance);
    }

    public override string ToString() => AreAny
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"hours {(Hours.Count > 0 ? HoursText : "any")}, gap {MinGap:c}, {MaxPerDay} a day, budget {Budget} (0 is any)")
        : "none";
}
