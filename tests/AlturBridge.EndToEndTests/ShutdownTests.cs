using AlturBridge.EndToEndTests.Harness;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;

namespace AlturBridge.EndToEndTests;

public sealed class ShutdownTests
{
    [Fact]
    public async Task A_stop_under_load_leaves_no_outcome_unknown_and_calls_nobody_twice()
    {
        await using var test = await TestBridge.StartAsync(altur: new SimulatedAlturOptions { Latency = TimeSpan.FromMilliseconds(30) });
        var numbers = Enumerable.Range(0, 300).Select(index => $"+1202555{index:0000}").ToList();
        await Parallel.ForEachAsync(numbers, async (number, _) => await test.AcceptAsync(number));

        for (var stop = 1; stop <= 3; stop++)
        {
            await Eventually.TrueAsync(() => test.Altur.Count >= stop * 60, "calls are on their way");
            await test.RestartAsync();
            Assert.Empty(await test.DeadLettersAsync("calls"));
        }

        // A delivery that a stop cut off is retried under the same webhook-id.
        await Eventually.TrueAsync(
            () => test.Webhook.Deliveries.Select(delivery => delivery.WebhookId).Distinct().Count() == numbers.Count,
            "every record is delivered");
        Assert.Equal(numbers, test.Altur.Posts.Select(post => post.PhoneNumberTo).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_lane_that_waits_between_attempts_does_not_hold_up_a_stop()
    {
        var time = new OutageTime();
        await using var test = await TestBridge.StartAsync(altur: new SimulatedAlturOptions { Faults = Faults.Parse("503:1") }, time: time);
        await test.AcceptAsync("+12025550143");
        await Eventually.TrueAsync(() => time.Waits == 1, "the lane waits");

        // On this clock the wait would never end.
        await test.StopBridgeAsync().WaitAsync(TimeSpan.FromMinutes(1));

        await test.StartBridgeAsync();
        Assert.Single(await test.WaitingAsync("calls"));
    }
}
