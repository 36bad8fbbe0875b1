using AlturBridge.EndToEndTests.Harness;
using AlturBridge.Messages;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;
using Microsoft.Extensions.Time.Testing;

namespace AlturBridge.EndToEndTests;

/// <summary>Lanes that lose their locks in the middle of calls, because they are busy for longer than the host renews them.</summary>
public sealed class LostLockTests
{
    /// <summary>Three minutes of calls in four lanes.</summary>
    private const int Leads = 240;

    [Fact]
    public async Task Lanes_that_lose_their_locks_call_every_lead_once_and_doubt_none()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var settings = new Dictionary<string, string?>
        {
            ["Calling__Lanes"] = "4",
            ["Altur__Timeout"] = "00:04:00",
            ["Broker__LockDuration"] = "00:00:10",
            ["AzureFunctionsJobHost__extensions__serviceBus__maxAutoLockRenewalDuration"] = "00:00:20",
        };
        await using var test = await TestBridge.StartAsync(
            settings,
            new SimulatedAlturOptions { Latency = TimeSpan.FromSeconds(3), TimeProvider = time },
            new WebhookReceiverOptions { TimeProvider = time },
            time: time);
        var begun = time.GetUtcNow();
        foreach (var lead in Enumerable.Range(0, Leads))
        {
            await test.AcceptAsync($"+12025551{lead:000}");
        }

        await Eventually.TrueAsync(() => test.Webhook.Count >= Leads, () => time.Advance(TimeSpan.FromMilliseconds(100)));

        Assert.Equal(Leads, test.Altur.Posts.Where(post => post.Rang).Select(post => post.PhoneNumberTo).Distinct().Count());
        Assert.Equal(Leads, test.Altur.Count);
        Assert.Empty(await test.DeadLettersAsync(Queues.Calls));
        Assert.InRange(time.GetUtcNow() - begun, TimeSpan.FromMinutes(3), TimeSpan.MaxValue);
    }
}
