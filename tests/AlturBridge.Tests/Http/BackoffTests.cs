using AlturBridge.Http;
using FsCheck.Xunit;

namespace AlturBridge.Tests.Http;

public sealed class BackoffTests
{
    private const double Unchanged = 0.5;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(4, 16)]
    [InlineData(6, 64)]
    [InlineData(7, 120)]
    [InlineData(31, 120)]
    [InlineData(32, 120)]
    [InlineData(1000, 120)]
    [InlineData(int.MaxValue, 120)]
    public void The_wait_doubles_with_every_failure_up_to_the_longest(int failures, double seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.Exponential(failures, First, Longest, Unchanged));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Without_a_failure_it_is_the_first_wait(int failures)
    {
        Assert.Equal(First, Backoff.Exponential(failures, First, Longest, Unchanged));
    }

    [Theory]
    [InlineData(0.0, 8.0)]
    [InlineData(0.25, 9.0)]
    [InlineData(0.5, 10.0)]
    [InlineData(0.75, 11.0)]
    public void Jitter_makes_a_wait_up_to_a_fifth_shorter_or_longer(double random, double seconds)
    {
        Assert.Equal(seconds, Backoff.Jitter(TimeSpan.FromSeconds(10), random).TotalSeconds, 6);
    }

    [Property(Replay = "(20261122,1)", MaxTest = 1000)]
    public bool Every_wait_is_between_its_bounds(int failures, ushort random)
    {
        var wait = Backoff.Exponential(failures, First, Longest, random / 65536.0);
        return wait >= First * 0.8 && wait < Longest * 1.2;
    }

    [Property(Replay = "(20261122,1)", MaxTest = 1000)]
    public bool A_further_failure_never_shortens_the_wait(byte failures, ushort random) =>
        Backoff.Exponential(failures + 1, First, Longest, random / 65536.0) >= Backoff.Exponential(
            failures, First, Longest, random / 65536.0);

    [Fact]
    public void The_attempts_of_a_call_outlast_an_outage_of_six_minutes_even_with_the_shortest_waits()
    {
        var shortest = Enumerable.Range(1, 9).Select(
            failures => Backoff.Exponential(failures, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(2), 0));

        Assert.True(shortest.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait) > TimeSpan.FromMinutes(6));
    }
}
