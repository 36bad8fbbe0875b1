using NodaTime;

namespace AlturBridge.Calling.Rules;

/// <summary>A time of day when people may be called; its end is exclusive.</summary>
public sealed record HoursWindow(LocalTime Start, LocalTime End)
{
    public bool Contains(LocalTime time) => Start <= time && time < End;

    public bool Overlaps(HoursWindow other) => Start < other.End && other.Start < End;
}
