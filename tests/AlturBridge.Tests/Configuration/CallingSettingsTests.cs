using AlturBridge.Calling;
using AlturBridge.Configuration;

namespace AlturBridge.Tests.Configuration;

public sealed class CallingSettingsTests
{
    [Theory]
    [InlineData("Calling__Lanes", "0", "Calling__Lanes must be a whole number from 1 to 512.")]
    [InlineData("Calling__Lanes", "513", "Calling__Lanes must be a whole number from 1 to 512.")]
    [InlineData("Calling__Lanes", "-1", "Calling__Lanes must be a whole number from 1 to 512.")]
    [InlineData("Calling__Pace", "-00:00:01", "Calling__Pace must be from 00:00:00 to 00:02:00.")]
    [InlineData("Calling__Pace", "00:02:01", "Calling__Pace must be from 00:00:00 to 00:02:00.")]
    [InlineData("Calling__MaxAttempts", "0", "Calling__MaxAttempts must be a whole number from 1 to 50.")]
    [InlineData("Calling__MaxAttempts", "51", "Calling__MaxAttempts must be a whole number from 1 to 50.")]
    [InlineData("Leads__MaxAge", "00:00:59", "Leads__MaxAge must be from 00:01:00 to 14.00:00:00, such as 1.00:00:00 for a day.")]
    [InlineData("Leads__MaxAge", "14.00:00:01", "Leads__MaxAge must be from 00:01:00 to 14.00:00:00, such as 1.00:00:00 for a day.")]
    public void A_value_out_of_bounds_stops_startup(string name, string value, string problem)
    {
        Assert.Equal([problem], BridgeSettings.Problems((name, value)));
    }

    [Theory]
    [InlineData("1", "00:00:00", "1", "00:01:00")]
    [InlineData("512", "00:02:00", "50", "14.00:00:00")]
    public void The_bounds_themselves_are_good(string lanes, string pace, string attempts, string age)
    {
        using var services = BridgeSettings.Start(
            ("Calling__Lanes", lanes),
            ("Calling__Pace", pace),
            ("Calling__MaxAttempts", attempts),
            ("Leads__MaxAge", age),
            ("Calling__MinGap", "00:01:00"),
            Sessions(512));

        Assert.NotNull(services);
    }

    [Fact]
    public void More_lanes_than_an_instance_serves_at_once_stop_startup()
    {
        Assert.Equal(
            ["Calling__Lanes is 9, but maxConcurrentSessions in host.json lets one instance serve 8: some lanes would wait for "
                + "others. Lower the first or raise the second."],
            BridgeSettings.Problems(("Calling__Lanes", "9"), Sessions(8)));
        BridgeSettings.Start(("Calling__Lanes", "8"), Sessions(8)).Dispose();
    }

    [Fact]
    public void A_call_that_may_take_longer_than_the_host_lets_it_stops_startup()
    {
        Assert.Equal(
            ["Altur__Timeout is 00:02:00, with which a call may take 00:25:00, but functionTimeout in host.json is 00:24:59: lower "
                + "the first or raise the second."],
            BridgeSettings.Problems(("Altur__Timeout", "00:02:00"), Timeout("00:24:59")));
        BridgeSettings.Start(("Altur__Timeout", "00:02:00"), Timeout("00:25:00")).Dispose();
        BridgeSettings.Start(("Altur__Timeout", "00:02:00"), Timeout("-1")).Dispose();
    }

    [Fact]
    public void Good_settings_are_taken_as_they_are()
    {
        var calling = BridgeSettings.Read<CallingOptions>(
            ("Calling__Lanes", "4"), ("Calling__Pace", "00:00:01.5000000"), ("Calling__MaxAttempts", "3"));

        Assert.Equal((4, TimeSpan.FromSeconds(1.5), 3), (calling.Lanes, calling.Pace, calling.MaxAttempts));
        Assert.Equal(TimeSpan.FromHours(6), BridgeSettings.Read<LeadsOptions>(("Leads__MaxAge", "06:00:00")).MaxAge);
    }

    private static (string Name, string Value) Sessions(int count) =>
        ("AzureFunctionsJobHost__extensions__serviceBus__maxConcurrentSessions", $"{count}");

    private static (string Name, string Value) Timeout(string value) => ("AzureFunctionsJobHost__functionTimeout", value);
}
