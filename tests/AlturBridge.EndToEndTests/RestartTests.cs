using AlturBridge.EndToEndTests.Harness;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;

namespace AlturBridge.EndToEndTests;

public sealed class RestartTests
{
    [Fact]
    public async Task Leads_that_wait_survive_a_restart_and_are_called_once()
    {
        await using var test = await TestBridge.StartAsync(
            new Dictionary<string, string?> { ["Calling__Lanes"] = "1" }, new SimulatedAlturOptions { Faults = Faults.Parse("503:1") });
        var leadIds = await Task.WhenAll(Enumerable.Range(0, 20).Select(index => test.AcceptAsync($"+1202555{index:0000}")));
        await Eventually.TrueAsync(() => test.Altur.Count >= 1, "the first lead is turned away and waits in its lane");

        await test.StopBridgeAsync();
        test.Altur.Faults = Faults.None;
        await test.StartBridgeAsync();

        await Eventually.TrueAsync(() => test.Webhook.Count == leadIds.Length, "every record is delivered");
        Assert.Equal(
            leadIds.Order(StringComparer.Ordinal),
            test.Webhook.Deliveries.Select(delivery => delivery.WebhookId).Order(StringComparer.Ordinal));
        Assert.Equal(leadIds.Length, test.Altur.Posts.Count(post => post.Rang));
    }

    [Fact]
    public async Task A_lead_seen_before_a_restart_is_still_recognised_after_it()
    {
        await using var test = await TestBridge.StartAsync();
        await test.AcceptAsync("+12025550143", "event-1");
        await Eventually.TrueAsync(() => test.Webhook.Count == 1, "the record is delivered");

        await test.RestartAsync();
        await test.AcceptAsync("+12025550143", "event-1");
        await test.AcceptAsync("+12025550143", "event-2");

        await Eventually.TrueAsync(() => test.Webhook.Count == 2, "the second event is delivered");
        // Its record can be delivered before the call's message is completed.
        await Eventually.TrueAsync(async () => (await test.WaitingAsync("calls")).Count == 0, "nothing waits to be called");
        Assert.Equal(2, test.Altur.Count);
    }

    [Fact]
    public async Task A_stop_lets_a_call_in_progress_end_and_its_record_be_queued()
    {
        await using var test = await TestBridge.StartAsync(altur: new SimulatedAlturOptions { Latency = TimeSpan.FromSeconds(1) });
        await test.AcceptAsync("+12025550143");
        await Eventually.TrueAsync(() => test.Altur.MostAtOnce == 1, "the call has begun");

        await test.RestartAsync();

        await Eventually.TrueAsync(() => test.Webhook.Count == 1, "the record is delivered");
        Assert.Equal(1, test.Altur.Count);
        Assert.Empty(await test.DeadLettersAsync("calls"));
    }
}
