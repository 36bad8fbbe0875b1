using AlturBridge.Testing;
using AlturBridge.Testing.Edges;

namespace AlturBridge.Tests.Runner;

/// <summary>A session that is lost while its function runs, as the Functions host treats it.</summary>
public sealed class LostSessionTests
{
    private static readonly TimeSpan Lock = BrokerBench.Laned.LockDuration;

    [Fact]
    public async Task Renewal_counts_from_the_accept_and_no_message_starts_it_anew()
    {
        var time = new WatchedTime(WatchedTime.Morning);
        await using var bench = new BrokerBench(time);
        var gates = Enumerable.Range(0, 3).Select(_ => new TaskCompletionSource()).ToList();
        bench.Script.Run = delivery => gates[bench.Script.Deliveries.Count - 1].Task;
        await bench.SendAsync(BrokerBench.Laned, "a1", "a2");
        using var pump = bench.SessionPump(BrokerBench.Settings with { MaxAutoLockRenewal = Lock * 1.2 });
        await pump.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => bench.Script.Bodies.SequenceEqual(["a1"]));

        // The lock is renewed at half of it and at its end, and then no more, though another message has come.
        await HalfALockPassesAsync(time, renewals: 1);
        gates[0].SetResult();
        await Eventually.TrueAsync(() => bench.Script.Bodies.SequenceEqual(["a1", "a2"]));
        await HalfALockPassesAsync(time, renewals: 2);
        time.Advance(Lock);

        await Eventually.TrueAsync(
            () => bench.Script.Bodies.SequenceEqual(["a1", "a2", "a2"]), () => time.Advance(TimeSpan.FromSeconds(1)));
        Assert.Equal(2, bench.Script.MostAtOnceInOneSession);
        gates.ForEach(gate => gate.TrySetResult());
        await pump.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Two_invocations_of_a_session_share_the_actions_of_the_first_until_it_ends()
    {
        await using var bench = new BrokerBench();
        var gates = new[] { new TaskCompletionSource(), new TaskCompletionSource() };
        bench.Script.Run = delivery => gates[bench.Script.Deliveries.Count - 1].Task;
        await bench.SendAsync(BrokerBench.Laned, "a1");
        using var pump = bench.SessionPump();
        await pump.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => bench.Script.Deliveries.Count == 1);
        await bench.Script.Deliveries[0].Session!.SetSessionStateAsync(new BinaryData("one"));

        bench.LoseAllLocks();
        await Eventually.TrueAsync(() => bench.Script.Deliveries.Count == 2);
        var second = bench.Script.Deliveries[1];

        // The first one's link is dead.
        await Assert.ThrowsAsync<Azure.Messaging.ServiceBus.ServiceBusException>(() => second.Session!.GetSessionStateAsync());
        gates[0].SetResult();
        await Eventually.TrueAsync(() => bench.Script.Running == 1);
        await Eventually.TrueAsync(async () => await FailureOfAsync(second.Session!.GetSessionStateAsync) is InvalidOperationException,
            "its actions are taken away");
        await second.Actions.CompleteMessageAsync(second.Message);
        gates[1].SetResult();
        await pump.StopAsync(CancellationToken.None);
        Assert.Equal(0, bench.Count(BrokerBench.Laned));
    }

    private static async Task<Exception?> FailureOfAsync(Func<CancellationToken, Task> callAsync)
    {
        try
        {
            await callAsync(CancellationToken.None);
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return exception;
        }
    }

    private static async Task HalfALockPassesAsync(WatchedTime time, int renewals)
    {
        await Eventually.TrueAsync(() => time.Waits.Count(wait => wait == Lock / 2) == renewals);
        time.Advance(Lock / 2);
    }
}
