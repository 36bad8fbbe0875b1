using System.Net.Http.Headers;
using AlturBridge.Messages;

namespace AlturBridge.Tests.Messages;

public sealed class RetryAfterTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("120", 120)]
    [InlineData("Sun, 22 Nov 2026 12:00:30 GMT", 30)]
    [InlineData("Sun, 22 Nov 2026 12:00:00 GMT", 0)]
    [InlineData("Sun, 22 Nov 2026 11:00:00 GMT", 0)]
    public void Seconds_and_dates_are_waits_and_a_past_date_is_none(string value, double seconds)
    {
        var header = RetryConditionHeaderValue.Parse(value);

        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfter.From(header, Samples.Noon));
    }

    [Fact]
    public void No_header_is_no_wait_at_all()
    {
        Assert.Null(RetryAfter.From(null, Samples.Noon));
    }
}
