using System.Globalization;
using AlturBridge.Numbers;
using NodaTime;

namespace AlturBridge.Calling.Rules;

/// <summary>
/// Who to call, when and how often. Pure: it knows the lead, its lane's calls, the time and the settings, and whatever it allows satisfies
/// every rule.
/// </summary>
/// <param name="hours">When.</param>
/// <param name="limits">How often.</param>
/// <param name="allowed">The numbers that may be called at all.</param>
public sealed class CallRules(CallingHours hours, CallLimits limits, AllowedNumbers allowed)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>How long a call counts.</summary>
    public TimeSpan Memory { get; } = limits.MinGap > Day ? limits.MinGap : Day;

    /// <param name="lead">Who to call.</param>
    /// <param name="lane">Its lane, from 0; only this lane's earlier calls are known.</param>
    /// <param name="calls">The lane's calls, without this lead's.</param>
    /// <param name="now">The time.</param>
    public CallDecision Decide(LeadToCall lead, int lane, CallHistory calls, DateTimeOffset now)
    {
        if (allowed.Objection(lead.Number) is { } objection)
        {
            return new CallDecision.NotAllowed(
                objection is NumberObjection.CallingCode ? CallRule.AllowedCallingCodes : CallRule.AllowedTypes, objection.Sentence);
        }

        if (lead.MustNotBeCalled)
        {
            return new CallDecision.NotAllowed(CallRule.DoNotCall, "The number is on the do-not-call list.");
        }

        var (free, rule) = Free(lead, lane, calls, now);
        if (Opening(lead.Zones, free) is not { } open)
        {
            return new CallDecision.NotAllowed(CallRule.Hours, NoOpening(lead));
        }

        rule = open > free ? CallRule.Hours : rule;
        if (open <= now)
        {
            return new CallDecision.CallNow();
        }

        return open <= lead.CallBy
            ? new CallDecision.PutOff(open, rule)
            : new CallDecision.NotAllowed(rule, TooLate(rule, open, lead.CallBy));
    }

    /// <summary>When a lead that may be called from <paramref name="due"/> on is too old; its age counts from its first opening.</summary>
    public DateTimeOffset CallBy(IReadOnlyList<DateTimeZone> zones, DateTimeOffset due, TimeSpan maxAge) =>
        (Opening(zones, due) ?? due) + maxAge;

    /// <returns>When earlier calls no longer forbid it, and the rule that decided this. No later call can change it.</returns>
    private (DateTimeOffset From, CallRule Rule) Free(LeadToCall lead, int lane, CallHistory calls, DateTimeOffset now)
    {
        (DateTimeOffset? From, CallRule Rule)[] waits =
        [
            (limits.MinGap > TimeSpan.Zero ? calls.LastBut(0, lead.Number) + limits.MinGap : null, CallRule.MinGap),
            (limits.MaxPerDay > 0 ? calls.LastBut(limits.MaxPerDay - 1, lead.Number) + Day : null, CallRule.MaxPerDay),
            (limits.Budget > 0 ? BudgetOf(lane, calls) : null, CallRule.Budget),
        ];

        return waits.Where(wait => wait.From > now)
            .Select(static wait => (wait.From!.Value, wait.Rule))
            .DefaultIfEmpty((now, default))
            .MaxBy(static wait => wait.Item1);
    }

    /// <summary>Each lane stays within its share of the budget, so that together they stay within the whole.</summary>
    private DateTimeOffset? BudgetOf(int lane, CallHistory calls)
    {
        var share = (limits.Budget / limits.Lanes) + (lane < limits.Budget % limits.Lanes ? 1 : 0);
        return calls.LastBut(share - 1) + Day;
    }

    private DateTimeOffset? Opening(IReadOnlyList<DateTimeZone> zones, DateTimeOffset from)
    {
        var start = Instant.FromDateTimeOffset(from);
        return hours.NextOpening(zones, start) is { } at ? at == start ? from : at.ToDateTimeOffset() : null;
    }

    private static string NoOpening(LeadToCall lead) => lead.Zones.Count == 0
        ? "Nobody knows the time zone of the number: send time_zone, or set the source's TimeZone."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"In the next {CallingHours.Horizon.Days} days there is no time within hours in all {lead.Zones.Count} time zones the "
                + $"number may be in: send time_zone, or set the source's TimeZone.");

    private static string TooLate(CallRule rule, DateTimeOffset open, DateTimeOffset callBy) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"By Calling__{rule} it could not be called before {open.UtcDateTime:yyyy-MM-dd HH:mm} UTC, but it is too old from "
                + $"{callBy.UtcDateTime:yyyy-MM-dd HH:mm} UTC on.");
}
