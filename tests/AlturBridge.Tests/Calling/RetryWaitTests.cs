using AlturBridge.Calling;
using FsCheck.Xunit;

namespace AlturBridge.Tests.Calling;

[Properties(Replay = "(20261122,1)", MaxTest = 2000)]
public sealed class RetryWaitTests
{
    [Property]
    public bool Whatever_Altur_asks_for_a_lane_waits_between_its_shortest_backoff_and_five_minutes(int failures, long? askedTicks, ushort random)
    {
        var wait = RetryWait.After(failures, askedTicks is { } ticks ? TimeSpan.FromTicks(ticks * 1_000_003) : null, random / 65536.0);
        return wait >= TimeSpan.FromSeconds(1.6) && wait <= TimeSpan.FromMinutes(5);
    }

    [Property]
    public bool A_wait_that_Altur_asks_for_is_never_cut_short_but_to_five_minutes(byte failures, ushort seconds, ushort random)
    {
        var asked = TimeSpan.FromSeconds(seconds);
        return RetryWait.After(failures, asked, random / 65536.0) >= (asked < TimeSpan.FromMinutes(5) ? asked : TimeSpan.FromMinutes(5));
    }

    [Property]
    public bool Without_one_it_is_at_most_two_minutes_and_a_fifth(int failures, ushort random) =>
        RetryWait.After(failures, asked: null, random / 65536.0) <= TimeSpan.FromMinutes(2) * 1.2;

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void The_strangest_waits_are_bounded_too(long ticks)
    {
        Assert.InRange(RetryWait.After(1, TimeSpan.FromTicks(ticks), 0.5).TotalSeconds, 2, 300);
    }
}
