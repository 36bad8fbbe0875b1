using AlturBridge.Sandbox.Run;

namespace AlturBridge.Tests.Simulation;

public sealed class DurationTests
{
    [Theory]
    [InlineData("200ms", 0.2)]
    [InlineData("5m", 300)]
    [InlineData("00:00:02", 2)]
    public void A_duration_is_a_number_with_its_unit_or_a_time(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Duration.Parse(text));

    [Theory]
    [InlineData("48:00:00")]
    [InlineData("12")]
    [InlineData("48h")]
    public void What_would_be_read_as_days_is_refused(string text) => Assert.Throws<FormatException>(() => Duration.Parse(text));
}
