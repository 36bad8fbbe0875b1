using AlturBridge.Calling.Rules;
using AlturBridge.Numbers;
using static AlturBridge.Tests.Calling.Rules.CallingRuleSet;

namespace AlturBridge.Tests.Calling.Rules;

/// <summary>Hours by the called person's local clock.</summary>
public sealed class CallingHoursTests
{
    [Theory]
    [InlineData("UTC", "Mon_Fri=08:00-20:00", "2026-11-27T08:00Z", "2026-11-27T08:00Z")] // Friday
    [InlineData("UTC", "Mon_Fri=08:00-20:00", "2026-11-27T19:59:59Z", "2026-11-27T19:59:59Z")]
    [InlineData("UTC", "Mon_Fri=08:00-20:00", "2026-11-27T20:00Z", "2026-11-30T08:00Z")]
    [InlineData("UTC", "mon-fri=08:00-20:00", "2026-11-28T12:00Z", "2026-11-30T08:00Z")]
    [InlineData("UTC", "Mon_Fri=08:00-20:00;Sat=09:00-17:00", "2026-11-28T03:00Z", "2026-11-28T09:00Z")]
    [InlineData("UTC", "Mon_Sun=08:00-12:00,14:00-20:00", "2026-11-28T12:30Z", "2026-11-28T14:00Z")]
    [InlineData("America/New_York", "Mon_Sun=08:00-21:00", "2026-11-28T12:00Z", "2026-11-28T13:00Z")]
    [InlineData("Asia/Kathmandu", "Mon_Sun=08:00-21:00", "2026-11-28T00:00Z", "2026-11-28T02:15Z")]
    [InlineData("UTC", "Mon_Sun=08:00-20:00;closed=2026-12-25,2026-12-26", "2026-12-24T21:00Z", "2026-12-27T08:00Z")]
    [InlineData("UTC", "closed=2026-12-25", "2026-12-25T12:00Z", "2026-12-26T00:00Z")]
    [InlineData("America/New_York", "closed=2026-12-25", "2026-12-25T12:00Z", "2026-12-26T05:00Z")]
    [InlineData("UTC", "Sun=00:00-23:59", "2026-11-29T23:59Z", "2026-12-06T00:00Z")]
    public void A_lead_is_called_from_the_next_opening_on(string zone, string hours, string at, string opening) =>
        AssertOpening(hours, at, opening, zone);

    [Theory]
    // New York, 8 March 2026: 02:00 is followed by 03:00.
    [InlineData("America/New_York", "Sun=02:30-05:00", "2026-03-08T06:00Z", "2026-03-08T07:00Z")]
    [InlineData("America/New_York", "Sun=02:10-02:50", "2026-03-08T06:00Z", "2026-03-15T06:10Z")]
    [InlineData("America/New_York", "Sun=08:00-21:00", "2026-03-08T11:00Z", "2026-03-08T12:00Z")]
    // New York, 1 November 2026: 01:00 to 02:00 occurs twice.
    [InlineData("America/New_York", "Sun=01:30-05:00", "2026-11-01T05:00Z", "2026-11-01T05:30Z")]
    [InlineData("America/New_York", "Sun=01:30-05:00", "2026-11-01T06:10Z", "2026-11-01T06:30Z")]
    [InlineData("America/New_York", "Sun=00:30-01:45", "2026-11-01T05:50Z", "2026-11-01T06:00Z")]
    [InlineData("America/New_York", "Sun=08:00-21:00", "2026-11-01T12:30Z", "2026-11-01T13:00Z")]
    // Apia skipped 30 December 2011, and Sao Paulo skipped midnight on 4 November 2018.
    [InlineData("Pacific/Apia", "Fri=08:00-20:00", "2011-12-29T20:00Z", "2012-01-05T18:00Z")]
    [InlineData("America/Sao_Paulo", "Sun=00:00-06:00", "2018-11-04T02:00Z", "2018-11-04T03:00Z")]
    public void The_clock_on_the_wall_decides_when_it_is_changed(string zone, string hours, string at, string opening) =>
        AssertOpening(hours, at, opening, zone);

    [Fact]
    public void In_all_zones_a_number_may_be_in_it_must_be_within_hours()
    {
        AssertOpening("Mon_Sun=08:00-20:00", "2026-11-28T13:00Z", "2026-11-28T16:00Z", "America/New_York", "America/Los_Angeles");
        AssertOpening("Mon_Sun=08:00-20:00", "2026-11-29T01:00Z", "2026-11-29T16:00Z", "America/New_York", "America/Los_Angeles");
        AssertOpening("Mon_Sun=08:00-18:00", "2026-11-28T13:00Z", null, "Pacific/Auckland", "Europe/London");
    }

    [Fact]
    public void Limited_hours_need_a_zone_and_others_do_not()
    {
        AssertOpening("Mon_Sun=08:00-20:00", "2026-11-28T13:00Z", null);
        AssertOpening(string.Empty, "2026-11-28T03:00Z", "2026-11-28T03:00Z");
    }

    [Theory]
    [InlineData("+12025550143", "America/New_York")]
    [InlineData("+16195550143", "America/Los_Angeles")]
    [InlineData("+525555550143", "America/Mexico_City")]
    [InlineData("+5511987654321", "America/Sao_Paulo")]
    [InlineData("+881612345678", "")]
    [InlineData("+15555550143", "")]
    public void The_zones_of_a_number_are_known(string number, string zones)
    {
        Assert.Equal(zones, string.Join(' ', IanaZones.Of(number).Select(zone => zone.Id)));
    }

    private static void AssertOpening(string settings, string at, string? opening, params string[] zones)
    {
        var parts = settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')).ToList();
        var problems = new List<string>();
        var hours = HoursReader.Read(
            parts.Where(part => part[0] != "closed").Select(part => KeyValuePair.Create(part[0], part[1])),
            parts.Where(part => part[0] == "closed").SelectMany(part => part[1].Split(',')),
            problems);

        Assert.Empty(problems);
        Assert.Equal(
            opening is null ? null : At(opening),
            hours.NextOpening(
                [.. zones.Select(zone => IanaZones.Find(zone)!)], NodaTime.Instant.FromDateTimeOffset(At(at)))?.ToDateTimeOffset());
    }
}
