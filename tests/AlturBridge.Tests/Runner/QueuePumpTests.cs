using AlturBridge.Testing;
using AlturBridge.Testing.Edges;

namespace AlturBridge.Tests.Runner;

public sealed class QueuePumpTests
{
    private static readonly TimeSpan HalfALock = BrokerBench.Plain.LockDuration / 2;

    [Fact]
    public async Task No_more_messages_are_run_at_once_than_the_host_allows()
    {
        await using var bench = new BrokerBench();
        var gate = new TaskCompletionSource();
        bench.Script.Run = _ => gate.Task;
        await bench.SendAsync(BrokerBench.Plain, [.. Enumerable.Range(0, 12).Select(number => $"lead {number}")]);
        using var pump = bench.QueuePump(BrokerBench.Settings with { MaxConcurrentCalls = 3 });
        await pump.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => bench.Script.Running == 3);

        gate.SetResult();
        await Eventually.TrueAsync(() => bench.Count(BrokerBench.Plain) == 0);
        await pump.StopAsync(CancellationToken.None);

        Assert.Equal(3, bench.Script.MostAtOnce);
        Assert.Equal(12, bench.Script.Bodies.Distinct().Count());
        Assert.Equal(12, bench.Script.Bodies.Count);
    }

    [Fact]
    public async Task A_message_whose_function_throws_is_run_again()
    {
        await using var bench = new BrokerBench();
        bench.Script.Run = delivery =>
            delivery.Message.DeliveryCount < 3 ? throw new InvalidOperationException("A defect.") : Task.CompletedTask;
        await bench.SendAsync(BrokerBench.Plain, "lead");
        using var pump = bench.QueuePump();
        await pump.StartAsync(CancellationToken.None);

        await Eventually.TrueAsync(() => bench.Count(BrokerBench.Plain) == 0);
        await pump.StopAsync(CancellationToken.None);

        Assert.Equal([1, 2, 3], bench.Script.Deliveries.Select(delivery => delivery.Message.DeliveryCount));
    }

    [Fact]
    public async Task The_lock_is_renewed_while_the_function_runs()
    {
        var time = new WatchedTime(WatchedTime.Morning);
        await using var bench = new BrokerBench(time);
        var gate = new TaskCompletionSource();
        bench.Script.Run = _ => gate.Task;
        await bench.SendAsync(BrokerBench.Plain, "lead");
        using var pump = bench.QueuePump();
        await pump.StartAsync(CancellationToken.None);

        for (var renewals = 1; renewals <= 8; renewals++)
        {
            await RenewalBegunAsync(time, renewals);
            time.Advance(HalfALock);
        }

        await RenewalBegunAsync(time, 9);
        gate.SetResult();
        await Eventually.TrueAsync(() => bench.Count(BrokerBench.Plain) == 0);
        await pump.StopAsync(CancellationToken.None);
        Assert.Single(bench.Script.Deliveries);
    }

    [Fact]
    public async Task The_lock_is_renewed_no_longer_than_the_host_allows()
    {
        var time = new WatchedTime(WatchedTime.Morning);
        await using var bench = new BrokerBench(time);
        var gate = new TaskCompletionSource();
        bench.Script.Run = delivery => delivery.Message.DeliveryCount == 1 ? gate.Task : Task.CompletedTask;
        await bench.SendAsync(BrokerBench.Plain, "lead");
        using var pump = bench.QueuePump(BrokerBench.Settings with { MaxAutoLockRenewal = HalfALock * 1.5 });
        await pump.StartAsync(CancellationToken.None);
        await RenewalBegunAsync(time, 1);
        time.Advance(HalfALock);
        await RenewalBegunAsync(time, 2);

        // The limit is reached here; the lock expires after one and a half times its duration.
        time.Advance(HalfALock * 0.5);
        time.Advance(HalfALock * 1.4);
        Assert.Single(bench.Script.Deliveries);
        time.Advance(HalfALock * 0.2);
        await Eventually.TrueAsync(() => bench.Script.Deliveries.Count == 2 && bench.Count(BrokerBench.Plain) == 0);

        gate.SetResult();
        await pump.StopAsync(CancellationToken.None);
        Assert.Equal([1, 2], bench.Script.Deliveries.Select(delivery => delivery.Message.DeliveryCount));
    }

    [Fact]
    public async Task Stopping_signals_the_running_function_and_waits_for_it()
    {
        await using var bench = new BrokerBench();
        var gate = new TaskCompletionSource();
        bench.Script.Run = _ => gate.Task;
        await bench.SendAsync(BrokerBench.Plain, "lead", "next");
        using var pump = bench.QueuePump(BrokerBench.Settings with { MaxConcurrentCalls = 1 });
        await pump.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => bench.Script.Running == 1);

        var stopping = pump.StopAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => bench.Script.Deliveries[0].Stopping.IsCancellationRequested);
        Assert.False(stopping.IsCompleted);
        gate.SetResult();
        await stopping.WaitAsync(Eventually.Deadline);

        Assert.Equal("lead", Assert.Single(bench.Script.Bodies));
        Assert.Equal(1, bench.Count(BrokerBench.Plain));
    }

    [Fact]
    public async Task A_queue_that_fails_in_an_unexpected_way_is_asked_again()
    {
        await using var bench = new BrokerBench();
        bench.Client = new FlakyClient(bench.Client);
        await bench.SendAsync(BrokerBench.Plain, "lead");
        using var pump = bench.QueuePump(BrokerBench.Settings with { MaxConcurrentCalls = 1 });
        await pump.StartAsync(CancellationToken.None);

        await Eventually.TrueAsync(() => bench.Count(BrokerBench.Plain) == 0);
        await pump.StopAsync(CancellationToken.None);
    }

    private static Task RenewalBegunAsync(WatchedTime time, int count) =>
        Eventually.TrueAsync(() => time.Waits.Count(wait => wait == HalfALock) == count);
}
