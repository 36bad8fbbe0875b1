using System.Net;
using AlturBridge.EndToEndTests.Harness;
using AlturBridge.Messages;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;

namespace AlturBridge.EndToEndTests;

/// <summary>What a lane does to its own leads and to others.</summary>
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

        await Eventually.TrueAsync(() => test.Altur.Count >= 2, "Altur turns the first lead away twice");
        Assert.Equal([numbers[0]], test.Altur.Posts.Select(post => post.PhoneNumberTo).Distinct());
        test.Altur.Faults = Faults.None;

        await Eventually.TrueAsync(() => test.Webhook.Count == numbers.Count, "every record is delivered");
        Assert.Equal(numbers, test.Altur.Posts.Where(post => post.Rang).Select(post => post.PhoneNumberTo));
        Assert.Empty(await test.DeadLettersAsync("calls"));
    }

    [Fact]
    public async Task One_source_with_many_leads_does_not_hold_up_another()
    {
        var settings = new Dictionary<string, string?>(OneLane)
        {
            ["Sources__flood__Preset"] = "json",
            ["Sources__other__Preset"] = "json",
            ["Leads__ShareFunctionKey"] = "true",
            ["Leads__Spacing"] = "00:01:00",
        };
        await using var test = await TestBridge.StartAsync(settings);
        var flood = string.Join(',', Enumerable.Range(0, 500).Select(index => $$"""{"phone_number_to":"+1202555{{1000 + index}}"}"""));
        using var many = await test.PostAsync($"[{flood}]", "flood");
        using var one = await test.PostAsync("""{"phone_number_to":"+12025550143"}""", "other");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (many.StatusCode, one.StatusCode));
        await Eventually.TrueAsync(() => test.Altur.Count >= 2, "a lead of each source is called");
        Assert.Equal(["+12025551000", "+12025550143"], test.Altur.Posts.Take(2).Select(post => post.PhoneNumberTo));
    }

    [Fact]
    public async Task A_lane_that_waits_does_not_stop_the_others()
    {
        var time = new OutageTime();
        await using var test = await TestBridge.StartAsync(
            altur: new SimulatedAlturOptions { Faults = Faults.Parse("429:1") },
            webhook: new WebhookReceiverOptions { TimeProvider = time }, time: time);
        var lanes = new Lanes(16);
        var waiting = "+12025550100";
        var others = Enumerable.Range(101, 60)
            .Select(index => $"+12025550{index}")
            .Where(number => lanes.Of(number) != lanes.Of(waiting))
            .ToList();
        await test.AcceptAsync(waiting);
        await Eventually.TrueAsync(() => time.Waits == 1, "its lane waits");
        test.Altur.Faults = Faults.None;

        await Task.WhenAll(others.Select(number => test.AcceptAsync(number)));

        await Eventually.TrueAsync(
            () => test.Webhook.Count == others.Count, "every other record is delivered while the clock stands still");
        Assert.Equal(1, test.Altur.Posts.Count(post => post.PhoneNumberTo == waiting));

        time.Advance(TimeSpan.FromSeconds(3));
        await Eventually.TrueAsync(() => test.Webhook.Count == others.Count + 1, "the waiting lead's record is delivered too");
        Assert.Equal(2, test.Altur.Posts.Count(post => post.PhoneNumberTo == waiting));
        Assert.Equal(others.Count + 1, test.Altur.Posts.Count(post => post.Rang));
    }

    [Fact]
    public async Task A_pace_spaces_the_calls_of_a_lane()
    {
        var time = new OutageTime();
        var settings = new Dictionary<string, string?>(OneLane) { ["Calling__Pace"] = "00:00:10" };
        await using var test = await TestBridge.StartAsync(
            settings, webhook: new WebhookReceiverOptions { TimeProvider = time }, time: time);
        for (var index = 0; index < 4; index++)
        {
            await test.AcceptAsync($"+1202555010{index}");
        }

        for (var calls = 1; calls < 4; calls++)
        {
            // Only the wait is pending, so advancing time hits no other deadline.
            await Eventually.TrueAsync(
                () => test.Webhook.Count == calls && time.Waits == calls, $"call {calls} is at its end and the lane waits");
            time.Advance(TimeSpan.FromSeconds(9.9));
            Assert.Equal(calls, test.Altur.Count);
            time.Advance(TimeSpan.FromSeconds(0.1));
        }

        await Eventually.TrueAsync(() => test.Webhook.Count == 4, "every record is delivered");
        Assert.Equal(3, time.Waits);
    }
}
