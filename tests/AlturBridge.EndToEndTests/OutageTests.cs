using AlturBridge.EndToEndTests.Harness;
using AlturBridge.Messages;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;

namespace AlturBridge.EndToEndTests;

/// <summary>Altur is down, in every possible way.</summary>
public sealed class OutageTests
{
    [Theory]
    [InlineData("503:1")]
    [InlineData("401:0.3,402:0.2,403:0.2,429:0.3")]
    public async Task Six_hours_that_surely_place_no_call_cost_no_lead(string faults)
    {
        var time = new OutageTime();
        await using var test = await StartAsync(time, lanes: 4, faults);
        var numbers = await AcceptAsync(test, count: 40);

        await PassAsync(time, TimeSpan.FromHours(6), step: TimeSpan.FromSeconds(10));
        Assert.Empty(await test.DeadLettersAsync(Queues.Calls));
        Assert.Equal(numbers.Count, (await test.WaitingAsync(Queues.Calls)).Count);

        test.Altur.Faults = Faults.None;
        await Eventually.TrueAsync(() => AreDelivered(test, time, numbers.Count), "every record is delivered");
        var lanes = new Lanes(4);
        var rang = test.Altur.Posts.Where(post => post.Rang).Select(post => post.PhoneNumberTo!).ToList();
        Assert.Equal(numbers, rang.Order(StringComparer.Ordinal));
        Assert.All(numbers.GroupBy(lanes.Of), lane => Assert.Equal(lane, rang.Where(number => lanes.Of(number) == lane.Key)));
        Assert.Empty(await test.DeadLettersAsync(Queues.Calls));
    }

    [Theory]
    [InlineData("500:1", DeadLetterReason.OutcomeUnknown)]
    [InlineData("502:0.5,504:0.5", DeadLetterReason.OutcomeUnknown)]
    [InlineData("404:1", DeadLetterReason.Refused)]
    [InlineData("html:1", DeadLetterReason.UnreadableRecord)]
    public async Task Ten_minutes_that_leave_each_lead_it_asks_for_at_its_end_cost_a_handful(string faults, string reason)
    {
        const int Lanes = 16;
        var time = new OutageTime();
        await using var test = await StartAsync(time, Lanes, faults);
        var numbers = await AcceptAsync(test, count: 150);

        await PassAsync(time, TimeSpan.FromMinutes(10), step: TimeSpan.FromSeconds(1));
        test.Altur.Faults = Faults.None;
        await Eventually.TrueAsync(
            () => AreDelivered(test, time, numbers.Count - test.Altur.Posts.Count(post => post.Outcome != "201")),
            "every other record is delivered");

        var letters = await test.DeadLettersAsync(Queues.Calls);
        Assert.All(letters, letter => Assert.Equal(reason, letter.DeadLetterReason));
        // Probes at 2, 4, 8, 16, 32 and then every 60 seconds, each up to a fifth sooner.
        Assert.InRange(letters.Count, 5, Lanes + 17);
    }

    private static Task<TestBridge> StartAsync(OutageTime time, int lanes, string faults) => TestBridge.StartAsync(
        new Dictionary<string, string?> { ["Calling__Lanes"] = $"{lanes}" },
        new SimulatedAlturOptions { Faults = Faults.Parse(faults) },
        new WebhookReceiverOptions { TimeProvider = time },
        time: time);

    private static async Task<IReadOnlyList<string>> AcceptAsync(TestBridge test, int count)
    {
        var numbers = Enumerable.Range(0, count).Select(index => $"+12025550{index:000}").ToList();
        foreach (var number in numbers)
        {
            await test.AcceptAsync(number);
        }

        return numbers;
    }

    private static async Task PassAsync(OutageTime time, TimeSpan span, TimeSpan step)
    {
        for (var end = time.GetUtcNow() + span; time.GetUtcNow() < end;)
        {
            time.Advance(step);
            // Whatever that woke gets its turn; nothing depends on how far it gets.
            await Task.Delay(1);
        }
    }

    private static bool AreDelivered(TestBridge test, OutageTime time, int count)
    {
        time.Advance(TimeSpan.FromSeconds(1));
        return test.Webhook.Deliveries.Where(delivery => delivery.Accepted)
            .Select(delivery => delivery.WebhookId)
            .Distinct()
            .Count() == count;
    }
}
