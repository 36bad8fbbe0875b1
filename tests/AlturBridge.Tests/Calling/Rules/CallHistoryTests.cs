using System.Globalization;
using AlturBridge.Calling.Rules;
using static AlturBridge.Tests.Calling.Rules.CallingRuleSet;

namespace AlturBridge.Tests.Calling.Rules;

public sealed class CallHistoryTests
{
    private static readonly DateTimeOffset Noon = At("2026-11-28T12:00Z");

    [Fact]
    public void It_knows_the_last_calls_to_a_number_and_of_all()
    {
        var calls = CallHistory.Empty.With("+1", Noon).With("+2", Noon.AddMinutes(1)).With("+1", Noon.AddMinutes(2));

        Assert.Equal(Noon.AddMinutes(2), calls.LastBut(0, "+1"));
        Assert.Equal(Noon, calls.LastBut(1, "+1"));
        Assert.Null(calls.LastBut(2, "+1"));
        Assert.Equal(Noon.AddMinutes(1), calls.LastBut(0, "+2"));
        Assert.Null(calls.LastBut(0, "+3"));
        Assert.Equal(Noon, calls.LastBut(2));
        Assert.Null(calls.LastBut(3));
    }

    [Fact]
    public void A_call_counts_from_its_next_full_minute()
    {
        Assert.Equal(Noon.AddMinutes(1), CallHistory.Empty.With("+1", Noon.AddTicks(1)).LastBut(0));
        Assert.Equal(Noon, CallHistory.Empty.With("+1", Noon).LastBut(0));
    }

    [Fact]
    public void Only_the_call_that_was_not_placed_is_taken_back()
    {
        var calls = CallHistory.Empty.With("+1", Noon).With("+1", Noon.AddSeconds(90)).With("+2", Noon.AddSeconds(90));

        Assert.Equal(Noon, calls.Without("+1", Noon.AddSeconds(90)).LastBut(0, "+1"));
        Assert.Equal(2, calls.Without("+1", Noon.AddSeconds(90)).Count);
        Assert.Equal(3, calls.Without("+1", Noon.AddMinutes(7)).Count);
    }

    [Fact]
    public void Calls_of_a_clock_that_was_put_back_stand_in_order()
    {
        var calls = CallHistory.Empty.With("+1", Noon).With("+2", Noon.AddHours(-1)).With("+3", Noon.AddHours(-2));

        Assert.Equal(Noon, calls.LastBut(0));
        Assert.Equal(Noon.AddHours(-2), calls.LastBut(2));
        Assert.Equal(2, calls.Since(Noon.AddHours(-1)).Count);
        Assert.Equal(0, calls.Since(Noon.AddMinutes(1)).Count);
    }

    [Fact]
    public void It_is_written_and_read_alike()
    {
        var calls = CallHistory.Empty.With("+1", Noon).With("+2", Noon.AddHours(23)).With("+1", Noon.AddHours(23));
        var read = CallHistory.FromBytes(calls.ToBytes())!;

        Assert.Equal(calls.ToBytes(), read.ToBytes());
        Assert.Equal(Noon.AddHours(23), read.LastBut(0, "+2"));
        Assert.Equal(Noon, read.LastBut(1, "+1"));
        Assert.Empty(CallHistory.Empty.ToBytes());
        Assert.Null(CallHistory.FromBytes([1, 2, 3]));
        Assert.Null(CallHistory.FromBytes([1, 2, 3, 4, 5]));
    }

    [Fact]
    public void Twenty_thousand_numbers_a_day_fit_into_the_state_of_a_lane()
    {
        var calls = CallHistory.Empty;
        for (var index = 0; index < CallHistory.Capacity + 500; index++)
        {
            calls = calls.With(string.Create(CultureInfo.InvariantCulture, $"+1{2_022_000_000L + index}"), Noon.AddSeconds(4 * index));
        }

        // 256 KB on the Standard tier, with room for a claim that holds an ordinary record.
        Assert.Equal(CallHistory.Capacity, calls.Count);
        Assert.InRange(calls.ToBytes().Length * 4 / 3, 1, 170_000);
        Assert.Null(calls.LastBut(0, "+12022000000"));
        Assert.NotNull(calls.LastBut(0, "+12022000500"));
        Assert.Equal(CallHistory.Capacity, CallHistory.FromBytes(calls.ToBytes())!.Count);
    }
}
