using NodaTime;
using NodaTime.Text;

namespace AlturBridge.Calling.Rules;

/// <summary>Reads <c>Calling__Hours__Mon_Fri=08:00-12:00,14:00-20:00</c> and <c>Calling__Closed__0=2026-12-25</c>.</summary>
public static class HoursReader
{
    private const string Example = "such as 08:00-20:00, or 08:00-12:00,14:00-20:00";
    private static readonly string[] Names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    /// <param name="hours">Windows by day or range of days.</param>
    /// <param name="closed">Days as ISO dates.</param>
    /// <param name="problems">Receives a sentence for each mistake.</param>
    public static CallingHours Read(
        IEnumerable<KeyValuePair<string, string>> hours, IEnumerable<string> closed, ICollection<string> problems)
    {
        var windows = new List<(IsoDayOfWeek Day, HoursWindow Window)>();
        foreach (var (days, text) in hours)
        {
            var setting = $"Calling__Hours__{days}";
            var added = Windows(setting, text, problems);
            var overlaps = false;
            foreach (var (day, window) in Days(setting, days, problems).SelectMany(day => added.Select(window => (day, window))))
            {
                overlaps |= windows.Exists(other => other.Day == day && other.Window.Overlaps(window));
                windows.Add((day, window));
            }

            if (overlaps)
            {
                problems.Add($"{setting} overlaps another window of the same day: give each day its hours once.");
            }
        }

        return new CallingHours(windows.ToLookup(static item => item.Day, static item => item.Window), Closed(closed, problems));
    }

    private static IEnumerable<IsoDayOfWeek> Days(string setting, string days, ICollection<string> problems)
    {
        // Azure allows no hyphen in setting names.
        var ends = days.Split('-', '_')
            .Select(static day => Array.FindIndex(Names, name => name.Equals(day, StringComparison.OrdinalIgnoreCase)))
            .ToArray();
        if (ends.Length > 2 || ends.Contains(-1) || ends[0] > ends[^1])
        {
            problems.Add($"{setting} does not name days: use Mon, Tue, Wed, Thu, Fri, Sat, Sun, or some in a row, such as Mon_Fri.");
            return [];
        }

        return Enumerable.Range(ends[0] + 1, ends[^1] - ends[0] + 1).Select(static day => (IsoDayOfWeek)day);
    }

    private static List<HoursWindow> Windows(string setting, string text, ICollection<string> problems)
    {
        var windows = new List<HoursWindow>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Split('-', StringSplitOptions.TrimEntries) is not [var from, var to]
                || Time.Parse(from) is not { Success: true } start || Time.Parse(to) is not { Success: true } end)
            {
                problems.Add($"{setting} must be times of day, {Example}. The last minute of a day is 23:59; there is no 24:00.");
            }
            else if (start.Value >= end.Value)
            {
                problems.Add($"{setting} ends before it begins: split a window that crosses midnight, and give each day its part.");
            }
            else
            {
                windows.Add(new HoursWindow(start.Value, end.Value));
            }
        }

        return windows;
    }

    private static HashSet<LocalDate> Closed(IEnumerable<string> days, ICollection<string> problems)
    {
        var closed = new HashSet<LocalDate>();
        foreach (var (index, text) in days.Index())
        {
            if (LocalDatePattern.Iso.Parse(text) is { Success: true } day)
            {
                closed.Add(day.Value);
            }
            else
            {
                problems.Add($"Calling__Closed__{index} must be a day, such as 2026-12-25.");
            }
        }

        return closed;
    }
}
