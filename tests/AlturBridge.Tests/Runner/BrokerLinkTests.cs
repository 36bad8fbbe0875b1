using AlturBridge.Testing;
using AlturBridge.Testing.Edges;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Tests.Runner;

public sealed class BrokerLinkTests
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(15);

    private readonly WatchedTime time = new(WatchedTime.Morning);

    [Fact]
    public async Task Every_operation_takes_as_long_as_the_way_there_and_back()
    {
        await using var bench = new BrokerBench(time);
        bench.Link.Latency = Latency;
        await using var sender = bench.Client.CreateSender(BrokerBench.Plain.Name);
        await using var receiver = bench.Client.CreateReceiver(BrokerBench.Plain.Name);

        await TakesAsync(sender.SendMessageAsync(new ServiceBusMessage("one")));
        var receiving = receiver.ReceiveMessageAsync();
        await TakesAsync(receiving);
        await TakesAsync(receiver.CompleteMessageAsync(await receiving));
        await TakesAsync(receiver.PeekMessageAsync());
    }

    [Fact]
    public async Task While_the_broker_hangs_a_caller_may_leave_and_the_others_are_answered_later()
    {
        await using var bench = new BrokerBench(time);
        await using var sender = bench.Client.CreateSender(BrokerBench.Plain.Name);
        using var impatient = new CancellationTokenSource();
        bench.Link.Hang();

        var left = sender.SendMessageAsync(new ServiceBusMessage("left"), impatient.Token);
        var waits = sender.SendMessageAsync(new ServiceBusMessage("waits"));
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        Assert.False(waits.IsCompleted);
        bench.Link.Restore();

        await waits.WaitAsync(Eventually.Deadline);
        Assert.Equal(1, bench.Count(BrokerBench.Plain));
    }

    [Fact]
    public async Task A_broken_link_fails_at_once_until_it_is_restored()
    {
        await using var bench = new BrokerBench(time);
        await using var sender = bench.Client.CreateSender(BrokerBench.Plain.Name);
        bench.Link.Break();

        var thrown = await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(new ServiceBusMessage("one")));
        Assert.Equal(ServiceBusFailureReason.ServiceCommunicationProblem, thrown.Reason);
        Assert.True(thrown.IsTransient);
        bench.Link.Restore();
        await sender.SendMessageAsync(new ServiceBusMessage("one"));
    }

    private async Task TakesAsync(Task operation)
    {
        Assert.False(operation.IsCompleted);
        Assert.Equal(Latency, time.Waits.Last(wait => wait == Latency));
        time.Advance(Latency);
        await operation.WaitAsync(Eventually.Deadline);
    }
}
