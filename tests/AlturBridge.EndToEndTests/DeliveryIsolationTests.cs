using AlturBridge.EndToEndTests.Harness;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;
using Microsoft.Extensions.Time.Testing;

namespace AlturBridge.EndToEndTests;

/// <summary>
/// A silent webhook holds up its own deliveries, and nothing else. The clock stands still, so that none of them ends.
/// </summary>
public sealed class DeliveryIsolationTests
{
    /// <summary>As in host.json.</summary>
    private const int MaxConcurrentCalls = 32;

    private const int Leads = 100;

    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task Every_lead_is_called_while_all_possible_deliveries_hang()
    {
        await using var test = await StartAsync();
        var leadIds = await AcceptAsync(test, Leads);

        await Eventually.TrueAsync(async () => (await test.WaitingAsync("calls")).Count == 0, "every lead is called and handed on");
        await Eventually.TrueAsync(() => test.Webhook.Count == MaxConcurrentCalls, "as many deliveries hang as there can be");
        Assert.Equal(Leads, test.Altur.Posts.Count(post => post.Status == 201));
        Assert.Equal(Leads, (await test.WaitingAsync("call-records")).Count);
        Assert.All(test.Webhook.Deliveries, delivery => Assert.Equal("hang", delivery.Outcome));

        test.Webhook.Faults = Faults.None;
        await Eventually.TrueAsync(
            () => Advance(() => Delivered(test).Count == Leads), "every record is delivered once the webhook answers");
        Assert.Equal(leadIds.Order(StringComparer.Ordinal), Delivered(test).Order(StringComparer.Ordinal));
        Assert.Equal(Leads, test.Altur.Count);
    }

    [Fact]
    public async Task A_delivery_that_hangs_does_not_hold_up_the_others()
    {
        await using var test = await StartAsync();
        var hanging = Assert.Single(await AcceptAsync(test, 1));
        await Eventually.TrueAsync(() => test.Webhook.Count == 1, "its delivery hangs");
        test.Webhook.Faults = Faults.None;

        var others = await AcceptAsync(test, Leads, from: 1);

        await Eventually.TrueAsync(() => Delivered(test).Count == Leads, "the others are delivered meanwhile");
        Assert.DoesNotContain(hanging, Delivered(test));
        await Eventually.TrueAsync(() => Advance(() => Delivered(test).Contains(hanging)), "the one that hung is delivered later");
        Assert.Equal(others.Append(hanging).Order(StringComparer.Ordinal), Delivered(test).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_webhook_that_is_gone_stops_neither_intake_nor_calls()
    {
        await using var test = await StartAsync("reset:1");
        await AcceptAsync(test, Leads);

        await Eventually.TrueAsync(() => test.Altur.Posts.Count(post => post.Status == 201) == Leads, "every lead is called");
        await Eventually.TrueAsync(() => test.Webhook.Count == Leads, "every record is tried once");
        Assert.Empty(Delivered(test));
        Assert.Empty(await test.DeadLettersAsync("calls"));
        await Eventually.TrueAsync(
            async () => (await test.WaitingAsync("call-records")).Count == Leads, "every record waits for its next attempt");
    }

    private Task<TestBridge> StartAsync(string faults = "hang:1") =>
        TestBridge.StartAsync(webhook: new WebhookReceiverOptions { Faults = Faults.Parse(faults), TimeProvider = time }, time: time);

    private static Task<string[]> AcceptAsync(TestBridge test, int count, int from = 0) =>
        Task.WhenAll(Enumerable.Range(from, count).Select(index => test.AcceptAsync($"+1202555{index:0000}")));

    private static HashSet<string> Delivered(TestBridge test) =>
        [.. test.Webhook.Deliveries.Where(delivery => delivery.Accepted).Select(delivery => delivery.WebhookId!)];

    private bool Advance(Func<bool> condition)
    {
        if (!condition())
        {
            time.Advance(TimeSpan.FromSeconds(1));
        }

        return condition();
    }
}
