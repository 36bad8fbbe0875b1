using AlturBridge.Simulation.Time;

namespace AlturBridge.Simulation.Promises;

/// <summary>Checks each dial against its worker's rules, as far as the lane could know of earlier calls.</summary>
internal sealed class RuleWatch(Simulation simulation)
{
    /// <summary>Two clocks, each off by a minute, plus the time from the decision to the POST.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly Dictionary<int, string> phones = simulation.Story.Leads.ToDictionary(lead => lead.Number, lead => lead.Phone);

    /// <summary>Dials that may have rung, by lane.</summary>
    private readonly Dictionary<string, List<DialSeen>> counted = new(StringComparer.Ordinal);

    /// <summary>The dial reached Altur.</summary>
    public void Counts(DialSeen dial)
    {
        if (dial.MayHaveRung)
        {
            Of(dial).Add(dial);
        }
    }

    /// <summary>The lane's state is lost, and with it its call history.</summary>
    public void Forget(string lane) => counted.Remove(lane);

    public (string Promise, string Why)? Objection(DialSeen dial)
    {
        var rules = dial.Invocation.Worker.Rules;
        var same = Of(dial).Where(other => phones[other.Lead] == phones[dial.Lead]).ToList();
        var since = dial.At - Day.Ticks + Tolerance.Ticks;

        return simulation.Story.Settings.SaidNo.TryGetValue(phones[dial.Lead], out var said)
                && dial.At > (World.Beginning + said + Tolerance).UtcTicks
            ? (Promise.Rules, "Its number is on the do-not-call list.")
            : !rules.AreOpen(dial.At, Tolerance)
            ? (Promise.Rules, $"It was called outside the hours {rules.HoursText} of New York.")
            : rules.MinGap > TimeSpan.Zero && same.Find(
                other => dial.At - other.At < rules.MinGap.Ticks - Tolerance.Ticks) is { } early
            ? (Promise.Rules, $"lead-{early.Lead} of the same number was called {new TimeSpan(dial.At - early.At):c} before; the gap is "
                + $"{rules.MinGap:c}.")
            : rules.MaxPerDay > 0 && same.Count(other => other.At > since) >= rules.MaxPerDay
            ? (Promise.Rules, $"Its number was called {rules.MaxPerDay} times within a day already, and that is the most.")
            : rules.Budget > 0 && !simulation.Fleet.IsRedeployed
                && counted.Values.Sum(lane => lane.Count(other => other.At > since)) >= rules.Budget
            ? (Promise.Rules, $"The budget of {rules.Budget} calls a day was used up.")
            : null;
    }

    /// <param name="dial">The dial.</param>
    /// <param name="freshAt">When its lead's age started.</param>
    public (string Promise, string Why)? AgeObjection(DialSeen dial, long freshAt)
    {
        var settings = simulation.Story.Settings;
        var oldest = settings.MaxAge + (settings.HasHours ? Day : TimeSpan.Zero);
        return dial.At - freshAt > (oldest + Tolerance).Ticks
            ? (Promise.NotTooOld, $"It was called {new TimeSpan(dial.At - freshAt):c} after it was accepted.")
            : null;
    }

    private List<DialSeen> Of(DialSeen dial)
    {
        var lane = dial.Invocation.Hold!.SessionId;
        if (!counted.TryGetValue(lane, out var dials))
        {
            counted[lane] = dials = [];
        }

        return dials;
    }
}
