using AlturBridge.EndToEndTests.Harness;
using AlturBridge.Messages;
using AlturBridge.Sandbox.Simulation;
using Microsoft.Extensions.Time.Testing;

namespace AlturBridge.EndToEndTests;

/// <summary>What a lane does to the leads in it and leaves to the others.</summary>
public sealed class LaneTests
{
    private static readonly Dictionary<string, string?> OneLane = new() { ["Calling__Lanes"] = "1" };

    [Fact]
    public async Task After_an_outage_a_lane_calls_its_leads_oldest_first()
    {
        await using var test = await TestBridge.StartAsync(OneLane, new SimulatedAlturOptions { Faults = Faults.Parse("503:1") });
        var numbers = Enumerable.Range(0, 8).Select(index => $"+1202555010{index}").ToList();
        foreach (var number in numbers)
        {
            await test.AcceptAsync(number);
        }

        await Eventually.TrueAsync(() => test.Altur.Count == 2, "Altur turns the first lead away twice");
        Assert.Equal([numbers[0]], test.Altur.Posts.Select(post => post.PhoneNumberTo).Distinct());
        test.Altur.Faults = Faults.None;

        await Eventually.TrueAsync(() => test.Webhook.Count == numbers.Count, "every record is delivered");
        Assert.Equal(numbers, test.Altur.Posts.Where(post => post.Rang).Select(post => post.PhoneNumberTo));
        Assert.Empty(await test.DeadLettersAsync("calls"));
    }

    [Fact]
    public async Task A_lane_that_waits_does_not_stop_the_others()
    {
        await using var test = await TestBridge.StartAsync(altur: new SimulatedAlturOptions { Faults = Faults.Parse("429:1") });
        var lanes = new Lanes(16);
        var waiting = "+12025550100";
        var others = Enumerable.Range(101, 60).Select(index => $"+12025550{index}").Where(number => lanes.Of(number) != lanes.Of(waiting)).ToList();
        await test.AcceptAsync(waiting);
        await Eventually.TrueAsync(() => test.Altur.Count == 1, "its lane waits");
        test.Altur.Faults = Faults.None;

        await Task.WhenAll(others.Select(number => test.AcceptAsync(number)));

        await Eventually.TrueAsync(() => test.Webhook.Count == others.Count + 1, "every record is delivered, the waiting lead's too");
        Assert.Equal(2, test.Altur.Posts.Count(post => post.PhoneNumberTo == waiting));
        Assert.Equal(others.Count + 1, test.Altur.Posts.Count(post => post.Rang));
    }

    [Fact]
    public async Task A_pace_spaces_the_calls_of_a_lane()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var settings = new Dictionary<string, string?>(OneLane) { ["Calling__Pace"] = "00:00:10", ["Altur__Timeout"] = "00:04:00", ["Webhook__Timeout"] = "00:04:00" };
        await using var test = await TestBridge.StartAsync(settings, time: time);
        for (var index = 0; index < 4; index++)
        {
            await test.AcceptAsync($"+1202555010{index}");
        }

        await Eventually.TrueAsync(() => test.Webhook.Count == 1, "the first call starts at once");
        time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal(1, test.Altur.Count);

        await Eventually.TrueAsync(
            () =>
            {
                // Only while nothing is on its way: a second here must not be most of a request's time.
                if (test.Altur.Count == test.Webhook.Count)
                {
                    time.Advance(TimeSpan.FromSeconds(1));
                }

                return test.Webhook.Count == 4;
            },
            "every record is delivered");
        Assert.True(time.GetUtcNow() - time.Start >= TimeSpan.FromSeconds(30), "four calls, three paces");
    }
}
