using NodaTime;

namespace AlturBridge.Calling.Rules;

/// <summary>When people may be called, in their local time: <c>Calling__Hours</c> and <c>Calling__Closed</c>.</summary>
/// <param name="windows">By weekday; empty for any time on any day.</param>
/// <param name="closed">Days without calls.</param>
public sealed class CallingHours(ILookup<IsoDayOfWeek, HoursWindow> windows, IReadOnlySet<LocalDate> closed)
{
    /// <summary>Limit of the search: no lead may wait longer.</summary>
    public static readonly Duration Horizon = Duration.FromDays(30);

    /// <summary>Searched first: most hours open again within it.</summary>
    private static readonly Duration Usual = Duration.FromDays(1);

    private bool AreUnlimited => windows.Count == 0 && closed.Count == 0;

    /// <returns>Whether it is within hours in all of the zones. Without a zone, limited hours are never open.</returns>
    public bool AreOpen(IReadOnlyList<DateTimeZone> zones, Instant at) =>
        AreUnlimited || (zones.Count > 0 && zones.All(zone => AreOpen(at.InZone(zone).LocalDateTime)));

    /// <returns>The first time from <paramref name="from"/> on that is within hours in all of the zones; null if there is none.</returns>
    public Instant? NextOpening(IReadOnlyList<DateTimeZone> zones, Instant from) => AreOpen(zones, from)
        ? from
        : FirstOpening(zones, from, Usual) ?? FirstOpening(zones, from, Horizon);

    private Instant? FirstOpening(IReadOnlyList<DateTimeZone> zones, Instant from, Duration horizon) =>
        zones.SelectMany(zone => Openings(zone, from, from + horizon))
            .Where(at => at > from && at <= from + horizon && AreOpen(zones, at))
            .Select(static at => (Instant?)at)
            .Min();

    private bool AreOpen(LocalDateTime local) => !closed.Contains(local.Date)
        && (windows.Count == 0 || windows[local.DayOfWeek].Any(window => window.Contains(local.TimeOfDay)));

    /// <summary>
    /// When the clock reaches the start of a window, or jumps into one. A start that occurs twice opens twice; a skipped one opens after
    /// the gap.
    /// </summary>
    private IEnumerable<Instant> Openings(DateTimeZone zone, Instant from, Instant to)
    {
        foreach (var interval in zone.GetZoneIntervals(from, to).Where(interval => interval.HasStart && interval.Start > from))
        {
            yield return interval.Start;
        }

        for (var date = from.InZone(zone).Date; date <= to.InZone(zone).Date; date = date.PlusDays(1))
        {
            var starts = windows.Count == 0 ? [LocalTime.Midnight] : windows[date.DayOfWeek].Select(static window => window.Start);
            foreach (var start in starts)
            {
                var map = zone.MapLocal(date + start);
                if (map.Count > 0)
                {
                    yield return map.First().ToInstant();
                    yield return map.Last().ToInstant();
                }
            }
        }
    }
}
