using AlturBridge.Calling;
using FsCheck.Xunit;

namespace AlturBridge.Tests.Calling;

[Properties(Replay = "(20261122,1)", MaxTest = 2000)]
public sealed class RetryWaitTests
{
    private static readonly TimeSpan Own = TimeSpan.FromSeconds(2);

    [Property]
    public bool Whatever_Altur_asks_for_the_wait_is_between_our_own_and_five_minutes(long? askedTicks)
    {
        var wait = RetryWait.After(Own, askedTicks is { } ticks ? TimeSpan.FromTicks(ticks * 1_000_003) : null);
        return wait >= Own && wait <= TimeSpan.FromMinutes(5);
    }

    [Property]
    public bool A_wait_that_Altur_asks_for_is_never_cut_short_but_to_five_minutes(ushort seconds)
    {
        var asked = TimeSpan.FromSeconds(seconds);
        return RetryWait.After(Own, asked) >= (asked < TimeSpan.FromMinutes(5) ? asked : TimeSpan.FromMinutes(5));
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void The_strangest_waits_are_bounded_too(long ticks) =>
        Assert.InRange(RetryWait.After(Own, TimeSpan.FromTicks(ticks)).TotalSeconds, 2, 300);
}
