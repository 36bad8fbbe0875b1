using AlturBridge.EndToEndTests.Harness;
using AlturBridge.Messages;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;

namespace AlturBridge.EndToEndTests;

/// <summary>Altur is away for minutes. Time passes only while every lane waits, so that no deadline of a request is met by it.</summary>
public sealed class OutageTests
{
    private const int LaneCount = 4;

    [Theory]
    [InlineData("503:1")]
    [InlineData("401:0.3,429:0.4,503:0.3")]
    public async Task After_seven_minutes_without_Altur_every_lead_is_called_once_oldest_first_and_none_was_given_up(string faults)
    {
        var time = new OutageTime();
        await using var test = await TestBridge.StartAsync(
            new Dictionary<string, string?> { ["Calling__Lanes"] = $"{LaneCount}" },
            new SimulatedAlturOptions { Faults = Faults.Parse(faults) },
            new WebhookReceiverOptions { TimeProvider = time },
            time: time);
        var numbers = Enumerable.Range(0, 40).Select(index => $"+12025550{index:000}").ToList();
        foreach (var number in numbers)
        {
            await test.AcceptAsync(number);
        }

        for (var attempt = 1; attempt <= 8; attempt++)
        {
            await EveryLaneWaitsAsync(test, time, attempt);
            time.Advance(LongestWaitAfter(attempt));
        }

        await EveryLaneWaitsAsync(test, time, attempt: 9);
        Assert.True(time.GetUtcNow() - time.Start > TimeSpan.FromMinutes(7));
        Assert.Empty(await test.DeadLettersAsync(Queues.Calls));
        Assert.Equal(numbers.Count, (await test.WaitingAsync(Queues.Calls)).Count);
        // While it was away, each lane asked for its oldest lead alone.
        Assert.Equal(LaneCount, test.Altur.Posts.Select(post => post.PhoneNumberTo).Distinct().Count());

        test.Altur.Faults = Faults.None;
        time.Advance(LongestWaitAfter(9));

        await Eventually.TrueAsync(() => AreDelivered(test, time, numbers.Count), "every record is delivered");
        var lanes = new Lanes(LaneCount);
        var rang = test.Altur.Posts.Where(post => post.Rang).Select(post => post.PhoneNumberTo!).ToList();
        Assert.Equal(numbers, rang.Order(StringComparer.Ordinal));
        Assert.All(numbers.GroupBy(lanes.Of), lane => Assert.Equal(lane, rang.Where(number => lanes.Of(number) == lane.Key)));
        Assert.Empty(await test.DeadLettersAsync(Queues.Calls));
    }

    private static async Task EveryLaneWaitsAsync(TestBridge test, OutageTime time, int attempt)
    {
        await Eventually.TrueAsync(() => time.Waits >= LaneCount * attempt, $"every lane waits for the {attempt}. time");
        Assert.Equal((LaneCount * attempt, LaneCount * attempt), (time.Waits, test.Altur.Count));
    }

    /// <summary>A delivery that a busy machine cuts off comes back by this clock, so it goes on, too slowly to cut off a call.</summary>
    private static bool AreDelivered(TestBridge test, OutageTime time, int count)
    {
        time.Advance(TimeSpan.FromMilliseconds(20));
        return test.Webhook.Deliveries.Where(delivery => delivery.Accepted).Select(delivery => delivery.WebhookId).Distinct().Count() == count;
    }

    private static TimeSpan LongestWaitAfter(int attempt) => TimeSpan.FromSeconds(Math.Min(2 << (attempt - 1), 120)) * 1.2;
}
