using System.Globalization;
using AlturBridge.Calling;
using AlturBridge.Calling.Rules;
using AlturBridge.Numbers;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using static AlturBridge.Tests.Calling.Rules.CallingRuleSet;

namespace AlturBridge.Tests.Calling.Rules;

/// <summary>
/// For any settings, past calls and time: every call is within every rule, and nothing waits longer than it must.
/// </summary>
[Properties(Replay = "(20261128,1)", MaxTest = 1500, Arbitrary = [typeof(CallRuleProperties)], QuietOnSuccess = true)]
public sealed class CallRuleProperties
{
    private static readonly DateTimeOffset Start = At("2026-10-20T00:00Z");
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly string[] Zones =
        ["UTC", "America/New_York", "America/Los_Angeles", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Sao_Paulo"];
    private static readonly string[] Days = ["Mon_Sun", "Mon_Fri", "Sat", "Sun", "Wed"];
    private static readonly string[] Windows =
        ["08:00-20:00", "08:00-12:00,14:00-20:00", "00:00-23:59", "01:30-02:30", "00:10-00:11", "22:00-23:00"];
    private static readonly string[] Numbers = [Number, "+12025550144", "+525555550143"];

    public static Arbitrary<RuleCase> Cases()
    {
        var cases = from day in Gen.Elements(Days)
                    from window in Gen.Elements(Windows)
                    from hasHours in Gen.Elements(true, true, false)
                    from closed in Gen.Choose(0, 40).ListOf()
                    from gap in Gen.Elements(0, 1, 5, 90, 1440, 4000)
                    from most in Gen.Choose(0, 4)
                    from budget in Gen.Elements(0, 1, 2, 3, 6)
                    from zones in Gen.Elements(Zones).ListOf(2)
                    from calls in Gen.Elements(Numbers)
                        .SelectMany(number => Gen.Choose(0, 30 * 24 * 3600).Select(second => (number, second)))
                        .ListOf()
                    from second in Gen.Choose(0, 30 * 24 * 3600)
                    from maxAge in Gen.Elements(1, 24, 24 * 14)
                    from isListed in Gen.Elements(true, false, false, false)
                    select new RuleCase(
                        Settings(hasHours ? (day, window) : null, closed.Take(2), gap, most, budget),
                        [.. zones.Distinct()],
                        [.. calls.Where(call => call.second < second).Select(call => (call.number, Start.AddSeconds(call.second)))],
                        Start.AddSeconds(second),
                        TimeSpan.FromHours(maxAge),
                        isListed);

        return cases.ToArbitrary();
    }

    [Property]
    public bool What_is_called_is_within_every_rule(RuleCase given) =>
        given.Decide(given.Now) is not CallDecision.CallNow || given.IsWithinEveryRule(given.Now);

    [Property]
    public bool What_is_put_off_is_called_at_that_time(RuleCase given) =>
        given.Decide(given.Now) is not CallDecision.PutOff off
        || (off.Until > given.Now && off.Until <= given.CallBy && given.Decide(off.Until) is CallDecision.CallNow
            && given.IsWithinEveryRule(off.Until));

    [Property]
    public bool Nothing_is_put_off_longer_than_it_must_be(RuleCase given) =>
        given.Decide(given.Now) is not CallDecision.PutOff off || given.TimesUntil(off.Until).All(time => !given.IsWithinEveryRule(time));

    [Property]
    public bool What_is_not_allowed_would_never_be_in_time(RuleCase given) =>
        given.Decide(given.Now) is not CallDecision.NotAllowed || given.TimesUntil(given.CallBy).All(
            time => !given.IsWithinEveryRule(time));

    [Fact]
    public void The_cases_have_all_answers()
    {
        var answers = Cases().Generator.Sample(500, 30).CountBy(given => given.Decide(given.Now).GetType()).ToDictionary();

        Assert.Equal(3, answers.Count);
        Assert.All(answers.Values, count => Assert.InRange(count, 20, 450));
    }

    private static CallingOptions Settings((string Days, string Windows)? hours, IEnumerable<int> closed, int gap, int most, int budget)
    {
        var options = Options();
        if (hours is { } set)
        {
            options.Hours[set.Days] = set.Windows;
        }

        foreach (var day in closed)
        {
            options.Closed.Add(Start.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        (options.MinGap, options.MaxPerDay, options.Budget) = (TimeSpan.FromMinutes(gap), most, budget);
        return options;
    }

    /// <param name="Options">The rules.</param>
    /// <param name="ZoneNames">Where the person may be.</param>
    /// <param name="Calls">What was called before.</param>
    /// <param name="Now">When the rules are asked.</param>
    /// <param name="MaxAge">How old the lead may get.</param>
    /// <param name="IsListed">Whether the person said no.</param>
    public sealed record RuleCase(
        CallingOptions Options,
        IReadOnlyList<string> ZoneNames,
        IReadOnlyList<(string Number, DateTimeOffset At)> Calls,
        DateTimeOffset Now,
        TimeSpan MaxAge,
        bool IsListed)
    {
        public DateTimeOffset CallBy => Now + MaxAge;

        private IReadOnlyList<DateTimeZone> Zones => [.. ZoneNames.Select(name => IanaZones.Find(name)!)];

        public CallDecision Decide(DateTimeOffset at) => Of(Options).Decide(
            new LeadToCall(Number, Zones, CallBy, IsListed), 0,
            Calls.Aggregate(CallHistory.Empty, static (history, call) => history.With(call.Number, call.At)), at);

        /// <summary>An independent restatement of the rules.</summary>
        public bool IsWithinEveryRule(DateTimeOffset at)
        {
            var times = Calls.Where(call => call.Number == Number).Select(call => Counted(call.At)).ToList();
            return !IsListed
                && ZoneNames.All(zone => IsWithinHours(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime))
                && times.All(time => at - time >= Options.MinGap)
                && (Options.MaxPerDay == 0 || times.Count(time => at - time < Day) < Options.MaxPerDay)
                && (Options.Budget == 0 || Calls.Count(call => at - Counted(call.At) < Day) < Options.Budget);
        }

        /// <summary>Each full minute before a time, and each quarter of an hour where there are too many.</summary>
        public IEnumerable<DateTimeOffset> TimesUntil(DateTimeOffset end)
        {
            var step = TimeSpan.FromMinutes(end - Now > Day ? 15 : 1);
            for (var time = Now; time < end; time = time.AddTicks(step.Ticks - (time.Ticks % step.Ticks)))
            {
                yield return time;
            }
        }

        private bool IsWithinHours(DateTime local) => !Options.Closed.Contains(local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            && (Options.Hours.Count == 0 || Options.Hours.Any(
                hours => HasDay(hours.Key, local.DayOfWeek) && hours.Value.Split(',').Any(window => HasTime(window, local.TimeOfDay))));

        private static bool HasDay(string days, DayOfWeek day) => days switch
        {
            "Mon_Sun" => true,
            "Mon_Fri" => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
            _ => day.ToString().StartsWith(days, StringComparison.Ordinal),
        };

        private static bool HasTime(string window, TimeSpan time) =>
            time >= TimeSpan.Parse(window[..5], CultureInfo.InvariantCulture) && time < TimeSpan.Parse(
                window[6..], CultureInfo.InvariantCulture);

        private static DateTimeOffset Counted(DateTimeOffset at) =>
            at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute)) is var minute && minute == at ? at : minute.AddMinutes(1);
    }
}
