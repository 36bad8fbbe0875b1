using AlturBridge.Calling.Rules;
using static AlturBridge.Tests.Calling.Rules.CallingRuleSet;

namespace AlturBridge.Tests.Calling.Rules;

/// <summary>A table of what the rules say.</summary>
public sealed class CallRuleCases
{
    private static readonly DateTimeOffset Noon = At("2026-11-28T12:00Z");

    [Theory]
    [InlineData("12:00", "", "call")]
    [InlineData("12:00", "11:54", "call")]
    [InlineData("12:00", "11:55", "call")]
    [InlineData("12:00", "11:56", "put off until 12:01 by MinGap")]
    [InlineData("12:00", "12:00", "put off until 12:05 by MinGap")]
    [InlineData("12:00", "08:00,09:00,10:00", "call")]
    [InlineData("12:00", "08:00,09:00,10:00,11:00", "put off until +08:00 by MaxPerDay")]
    [InlineData("12:00", "08:00,09:00,10:00,11:00,11:58", "put off until +09:00 by MaxPerDay")]
    [InlineData("19:58", "19:57", "put off until +08:00 by Hours")]
    [InlineData("07:59", "", "put off until 08:00 by Hours")]
    [InlineData("20:00", "", "put off until +08:00 by Hours")]
    public void A_number_is_called_within_hours_and_not_too_often(string now, string earlier, string decision)
    {
        var options = Options(("Mon_Sun", "08:00-20:00"));
        (options.MinGap, options.MaxPerDay) = (TimeSpan.FromMinutes(5), 4);
        var calls = earlier.Split(',', StringSplitOptions.RemoveEmptyEntries).Aggregate(
            CallHistory.Empty, (history, time) => history.With(Number, On(time)).With("+525555550143", On(time)));

        Assert.Equal(decision, Told(Of(options).Decide(Lead(), 0, calls, On(now))));
    }

    [Theory]
    [InlineData(0, 2, "call")]
    [InlineData(0, 3, "put off until +00:00 by Budget")]
    [InlineData(1, 1, "call")]
    [InlineData(1, 2, "put off until +00:00 by Budget")]
    public void Each_lane_keeps_its_share_of_the_budget(int lane, int before, string decision)
    {
        var options = Options();
        (options.Lanes, options.Budget) = (4, 9);
        var calls = Enumerable.Range(0, before).Aggregate(
            CallHistory.Empty, (history, hour) => history.With("+525555550143", Noon.AddHours(hour - 12)));

        Assert.Equal(decision, Told(Of(options).Decide(Lead(), lane, calls, Noon)));
    }

    [Theory]
    [InlineData("+19005550143", CallRule.AllowedTypes)]
    [InlineData("+881612345678", CallRule.AllowedTypes)]
    [InlineData("+80812345678", CallRule.AllowedTypes)]
    [InlineData("+15555550143", CallRule.AllowedTypes)]
    [InlineData("+442079460123", CallRule.AllowedCallingCodes)]
    public void Some_numbers_are_never_called(string number, CallRule rule)
    {
        var options = Options();
        options.AllowedCallingCodes.Add("1");
        options.AllowedCallingCodes.Add("881");
        options.AllowedCallingCodes.Add("808");

        Assert.Equal(
            rule, Assert.IsType<CallDecision.NotAllowed>(Of(options).Decide(Lead(number: number), 0, CallHistory.Empty, Noon)).Rule);
    }

    [Fact]
    public void Who_said_no_is_never_called()
    {
        Assert.Equal(
            new CallDecision.NotAllowed(CallRule.DoNotCall, "The number is on the do-not-call list."),
            Of().Decide(Lead() with { MustNotBeCalled = true }, 0, CallHistory.Empty, Noon));
    }

    [Fact]
    public void A_lead_that_cannot_be_called_in_time_ends_at_once()
    {
        Assert.Equal(
            new CallDecision.NotAllowed(
                CallRule.Hours,
                "By Calling__Hours it could not be called before 2026-11-30 08:00 UTC, but it is too old from 2026-11-29 12:00 UTC on."),
            Of(("Mon_Fri", "08:00-20:00")).Decide(Lead(callBy: "2026-11-29T12:00Z"), 0, CallHistory.Empty, Noon));
        Assert.Equal(
            new CallDecision.PutOff(At("2026-11-30T08:00Z"), CallRule.Hours),
            Of(("Mon_Fri", "08:00-20:00")).Decide(Lead(callBy: "2026-11-30T08:00Z"), 0, CallHistory.Empty, Noon));
    }

    [Fact]
    public void A_number_in_an_unknown_zone_is_not_called_when_hours_are_set()
    {
        var lead = Lead() with { Zones = [] };

        Assert.Equal(
            CallRule.Hours,
            Assert.IsType<CallDecision.NotAllowed>(Of(("Mon_Fri", "08:00-20:00")).Decide(lead, 0, CallHistory.Empty, Noon)).Rule);
        Assert.IsType<CallDecision.CallNow>(Of().Decide(lead, 0, CallHistory.Empty, Noon));
    }

    [Fact]
    public void The_age_of_a_lead_counts_from_its_first_opening()
    {
        var rules = Of(("Mon_Fri", "08:00-20:00"));

        Assert.Equal(At("2026-12-01T08:00Z"), rules.CallBy(Lead().Zones, Noon, TimeSpan.FromDays(1)));
        Assert.Equal(Noon.AddDays(-1).AddHours(24), rules.CallBy(Lead().Zones, Noon.AddDays(-1), TimeSpan.FromDays(1)));
    }

    private static DateTimeOffset On(string time) => At($"2026-11-28T{time}Z");

    private static string Told(CallDecision decision) => decision switch
    {
        CallDecision.CallNow => "call",
        CallDecision.PutOff off => $"put off until {(off.Until.Day == 28 ? string.Empty : "+")}{off.Until:HH:mm} by {off.Rule}",
        CallDecision.NotAllowed not => $"not allowed by {not.Rule}",
        _ => throw new InvalidOperationException("A new kind of decision."),
    };
}
