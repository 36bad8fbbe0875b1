namespace AlturBridge.Receiving;

/// <summary>
/// How many leads a source may still send within the hour: <c>Sources__&lt;name&gt;__MaxPerHour</c>. In memory: each process counts its
/// own, starting at zero.
/// </summary>
public sealed class HourlyAllowance
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Dictionary<string, List<(DateTimeOffset At, int Count)>> taken = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Takes all of the leads, or none.</summary>
    /// <returns>Null if they are accepted; else how long to wait until there is room for them, or the longest time if never.</returns>
    public TimeSpan? Take(string source, int count, int maxPerHour, DateTimeOffset now)
    {
        lock (gate)
        {
            var ofSource = taken.GetValueOrDefault(source) ?? (taken[source] = new());
            ofSource.RemoveAll(taken => taken.At <= now - Hour);
            var excess = ofSource.Sum(static taken => taken.Count) + count - maxPerHour;
            if (excess <= 0)
            {
                ofSource.Add((now, count));
                return null;
            }

            return count > maxPerHour
                ? TimeSpan.MaxValue
                : ofSource.First(taken => (excess -= taken.Count) <= 0).At + Hour - now;
        }
    }

    /// <summary>Returns leads that were not queued after all, if they were taken here.</summary>
    public void GiveBack(string source, int count, DateTimeOffset takenAt)
    {
        lock (gate)
        {
            taken.GetValueOrDefault(source)?.Remove((takenAt, count));
        }
    }
}
