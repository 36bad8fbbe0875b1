using System.Globalization;
using System.Net.Http.Headers;
using AlturBridge.Http;
using AlturBridge.Tests.Messages;
using FsCheck;
using FsCheck.Xunit;

namespace AlturBridge.Tests.Http;

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

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("soon")]
    [InlineData("99999999999999999999")]
    [InlineData("Sun, 99 Nov 2026 12:00:30 GMT")]
    [InlineData("2026-11-22T12:00:30Z")]
    public void Anything_else_is_not_a_wait(string value)
    {
        Assert.Null(Read(value));
    }

    [Theory]
    [InlineData("2147483647", 2147483647.0)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 251606951999.0)]
    [InlineData("Mon, 01 Jan 0001 00:00:00 GMT", 0.0)]
    public void The_longest_and_the_oldest_are_read_as_they_are(string value, double seconds)
    {
        Assert.Equal(seconds, Read(value)!.Value.TotalSeconds);
    }

    [Property(Replay = "(20261122,1)", MaxTest = 2000)]
    public bool Whatever_is_sent_it_is_no_wait_or_one_that_is_not_negative(string? value) =>
        (Read(value ?? string.Empty) ?? TimeSpan.Zero) >= TimeSpan.Zero;

    [Property(Replay = "(20261122,1)", MaxTest = 2000)]
    public bool Every_moment_is_read_to_the_second(int seconds)
    {
        var moment = Samples.Noon.AddSeconds(seconds);
        return Read(moment.ToString("R", CultureInfo.InvariantCulture)) == TimeSpan.FromSeconds(Math.Max(0, seconds));
    }

    [Property(Replay = "(20261122,1)", MaxTest = 2000)]
    public bool Every_number_of_seconds_is_read(NonNegativeInt seconds) =>
        Read(seconds.Get.ToString(CultureInfo.InvariantCulture)) == TimeSpan.FromSeconds(seconds.Get);

    private static TimeSpan? Read(string value)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", value);
        return RetryAfter.From(response.Headers.RetryAfter, Samples.Noon);
    }

    [Fact]
    public void No_header_means_no_wait()
    {
        Assert.Null(RetryAfter.From(null, Samples.Noon));
    }
}
