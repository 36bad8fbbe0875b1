using AlturBridge.Forwarding;
using FsCheck.Xunit;

namespace AlturBridge.Tests.Forwarding;

public sealed class RetryScheduleTests
{
    private const double Unchanged = 0.5;

    [Theory]
    [InlineData(1, "00:00:05")]
    [InlineData(2, "00:00:30")]
    [InlineData(3, "00:02:00")]
    [InlineData(4, "00:10:00")]
    [InlineData(5, "00:30:00")]
    [InlineData(6, "01:00:00")]
    [InlineData(7, "02:00:00")]
    [InlineData(8, "04:00:00")]
    [InlineData(9, "08:00:00")]
    public void The_waits_are_those_of_the_design(int failures, string wait)
    {
        Assert.Equal(Duration(wait), RetrySchedule.NextWait(failures, null, Unchanged));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(int.MaxValue)]
    public void After_the_tenth_failure_there_is_no_next_attempt(int failures)
    {
        Assert.Null(RetrySchedule.NextWait(failures, null, Unchanged));
        Assert.Null(RetrySchedule.NextWait(failures, TimeSpan.FromSeconds(1), Unchanged));
    }

    [Theory]
    [InlineData(1, "00:00:00", "00:00:05")]
    [InlineData(1, "00:00:04", "00:00:05")]
    [InlineData(1, "00:00:06", "00:00:06")]
    [InlineData(2, "01:00:00", "01:00:00")]
    [InlineData(1, "08:00:00", "08:00:00")]
    [InlineData(1, "08:00:01", "08:00:00")]
    [InlineData(1, "365.00:00:00", "08:00:00")]
    [InlineData(9, "00:00:01", "08:00:00")]
    public void The_webhook_can_only_lengthen_a_wait_and_at_most_to_eight_hours(int failures, string asked, string wait)
    {
        Assert.Equal(Duration(wait), RetrySchedule.NextWait(failures, Duration(asked), Unchanged));
    }

    [Property(Replay = "(20261122,1)", MaxTest = 1000)]
    public bool Every_wait_varies_by_a_fifth_at_most(byte number, ushort random)
    {
        var failures = (number % 9) + 1;
        var planned = RetrySchedule.NextWait(failures, null, Unchanged)!.Value;
        var wait = RetrySchedule.NextWait(failures, null, random / 65536.0)!.Value;

        return wait >= planned * 0.8 && wait <= planned * 1.2;
    }

    private static TimeSpan Duration(string text) => TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
