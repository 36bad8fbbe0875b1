using AlturBridge.Testing;
using AlturBridge.Testing.Edges;

namespace AlturBridge.Tests.Runner;

public sealed class SessionPumpTests
{
    [Fact]
    public async Task A_session_is_run_one_message_at_a_time_and_in_order()
    {
        await using var bench = new BrokerBench();
        bench.Script.Run = async _ => await Task.Yield();
        string[] sent = [.. Enumerable.Range(1, 5).SelectMany(number => "abcd".Select(session => $"{session}{number}"))];
        await bench.SendAsync(BrokerBench.Laned, sent);
        using var pump = bench.SessionPump(BrokerBench.Settings with { MaxConcurrentSessions = 4 });
        await pump.StartAsync(CancellationToken.None);

        await Eventually.TrueAsync(() => bench.Count(BrokerBench.Laned) == 0);
        await pump.StopAsync(CancellationToken.None);

        Assert.Equal(1, bench.Script.MostAtOnceInOneSession);
        Assert.Equal(20, bench.Script.Bodies.Count);
        Assert.All(
            "abcd",
            session => Assert.Equal(
                ["1", "2", "3", "4", "5"], bench.Script.Bodies.Where(body => body[0] == session).Select(body => body[1..])));
    }

    [Fact]
    public async Task No_more_sessions_are_held_at_once_than_the_host_allows()
    {
        await using var bench = new BrokerBench();
        var gate = new TaskCompletionSource();
        bench.Script.Run = async delivery =>
        {
            await gate.Task;
            await delivery.Session!.ReleaseSession();
        };
        await bench.SendAsync(BrokerBench.Laned, "a1", "b1", "c1", "d1", "e1");
        using var pump = bench.SessionPump(BrokerBench.Settings with { MaxConcurrentSessions = 2 });
        await pump.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => bench.Script.Running == 2);

        gate.SetResult();
        await Eventually.TrueAsync(() => bench.Count(BrokerBench.Laned) == 0);
        await pump.StopAsync(CancellationToken.None);

        Assert.Equal(2, bench.Script.MostAtOnce);
        Assert.Equal(5, bench.Script.Bodies.Count);
    }

    [Fact]
    public async Task A_message_whose_function_throws_stays_the_first_of_its_session()
    {
        await using var bench = new BrokerBench();
        bench.Script.Run = delivery => delivery.Body == "a1" && delivery.Message.DeliveryCount < 3
            ? throw new InvalidOperationException("A defect.")
            : Task.CompletedTask;
        await bench.SendAsync(BrokerBench.Laned, "a1", "a2");
        using var pump = bench.SessionPump();
        await pump.StartAsync(CancellationToken.None);

        await Eventually.TrueAsync(() => bench.Count(BrokerBench.Laned) == 0);
        await pump.StopAsync(CancellationToken.None);

        Assert.Equal(["a1", "a1", "a1", "a2"], bench.Script.Bodies);
    }

    [Theory]
    [InlineData(true, "a1", "b1", "a2")]
    [InlineData(false, "a1", "a2", "b1")]
    public async Task A_session_that_is_released_makes_room_for_one_that_waits(bool releases, params string[] order)
    {
        var time = new WatchedTime(WatchedTime.Morning);
        await using var bench = new BrokerBench(time);
        bench.Script.Run = delivery => releases ? delivery.Session!.ReleaseSession() : Task.CompletedTask;
        await bench.SendAsync(BrokerBench.Laned, "a1", "a2", "b1");
        using var pump = bench.SessionPump(BrokerBench.Settings with { MaxConcurrentSessions = 1 });
        await pump.StartAsync(CancellationToken.None);

        // A session that is not released is held until it was idle long enough.
        await Eventually.TrueAsync(() => bench.Count(BrokerBench.Laned) == 0, () => time.Advance(TimeSpan.FromSeconds(1)));
        await pump.StopAsync(CancellationToken.None);

        Assert.Equal(order, bench.Script.Bodies);
    }

    [Fact]
    public async Task The_lock_of_the_session_is_renewed_while_the_function_runs()
    {
        var time = new WatchedTime(WatchedTime.Morning);
        var halfALock = BrokerBench.Laned.LockDuration / 2;
        await using var bench = new BrokerBench(time);
        var gate = new TaskCompletionSource();
        bench.Script.Run = async delivery =>
        {
            await gate.Task;
            await delivery.Session!.SetSessionStateAsync(new BinaryData("still ours"));
        };
        await bench.SendAsync(BrokerBench.Laned, "a1");
        using var pump = bench.SessionPump();
        await pump.StartAsync(CancellationToken.None);

        for (var renewals = 1; renewals <= 8; renewals++)
        {
            await Eventually.TrueAsync(() => time.Waits.Count(wait => wait == halfALock) == renewals);
            time.Advance(halfALock);
        }

        await Eventually.TrueAsync(() => time.Waits.Count(wait => wait == halfALock) == 9);
        gate.SetResult();
        await Eventually.TrueAsync(() => bench.Count(BrokerBench.Laned) == 0);
        await pump.StopAsync(CancellationToken.None);
        Assert.Single(bench.Script.Deliveries);
    }

    [Fact]
    public async Task Stopping_signals_the_running_function_waits_for_it_and_frees_the_session()
    {
        await using var bench = new BrokerBench();
        var gate = new TaskCompletionSource();
        bench.Script.Run = _ => gate.Task;
        await bench.SendAsync(BrokerBench.Laned, "a1", "a2");
        using var pump = bench.SessionPump();
        await pump.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => bench.Script.Running == 1);

        var stopping = pump.StopAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => bench.Script.Deliveries[0].Stopping.IsCancellationRequested);
        Assert.False(stopping.IsCompleted);
        gate.SetResult();
        await stopping.WaitAsync(Eventually.Deadline);

        Assert.Equal("a1", Assert.Single(bench.Script.Bodies));
        await using var next = await bench.Client.AcceptSessionAsync(BrokerBench.Laned.Name, "a");
        Assert.Equal("a2", (await next.ReceiveMessageAsync().WaitAsync(Eventually.Deadline)).Body.ToString());
    }

    [Fact]
    public async Task A_queue_that_fails_in_an_unexpected_way_is_asked_again()
    {
        await using var bench = new BrokerBench();
        bench.Client = new FlakyClient(bench.Client);
        await bench.SendAsync(BrokerBench.Laned, "a1");
        using var pump = bench.SessionPump(BrokerBench.Settings with { MaxConcurrentSessions = 1 });
        await pump.StartAsync(CancellationToken.None);

        await Eventually.TrueAsync(() => bench.Count(BrokerBench.Laned) == 0);
        await pump.StopAsync(CancellationToken.None);
    }
}
