using NodaTime;

namespace AlturBridge.Calling.Rules;

/// <summary>When people may be called, by the clock on their wall: <c>Calling__Hours</c> and <c>Calling__Closed</c>.</summary>
/// <param name="windows">By weekday; none at all for any time of any day.</param>
/// <param name="closed">Days without calls.</param>
public sealed class CallingHours(ILookup<IsoDayOfWeek, HoursWindow> windows, IReadOnlySet<LocalDate> closed)
{
    /// <summary>Farther ahead nothing is searched: no lead may wait so long.</summary>
    public static readonly Duration Horizon = Duration.FromDays(30);

    private bool AreUnlimited => windows.Count == 0 && closed.Count == 0;

    /// <returns>Whether it is within hours in all of the zones. No zone at all is never within hours that are limited.</returns>
    public bool AreOpen(IReadOnlyList<DateTimeZone> zones, Instant at) =>
        AreUnlimited || (zones.Count > 0 && zones.All(zone => AreOpen(at.InZone(zone).LocalDateTime)));

    /// <returns>The first time from <paramref name="from"/> on that is within hours in all of the zones; null when there is none.</returns>
    public Instant? NextOpening(IReadOnlyList<DateTimeZone> zones, Instant from) => AreOpen(zones, from)
        ? from
        : zones.SelectMany(zone => Openings(zone, from, from + Horizon))
            .Where(at => at > from && AreOpen(zones, at))
            .Select(static at => (Instant?)at)
            .Min();

    private bool AreOpen(LocalDateTime local) => !closed.Contains(local.Date)
        && (windows.Count == 0 || windows[local.DayOfWeek].Any(window => window.Contains(local.TimeOfDay)));

    /// <summary>
    /// When the clock shows the start of a window, or is put into one. A start that comes twice opens twice; one that is skipped, after
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
