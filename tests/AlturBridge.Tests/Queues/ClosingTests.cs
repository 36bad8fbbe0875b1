using Azure.Messaging.ServiceBus;
using static AlturBridge.Tests.Queues.TestQueues;

namespace AlturBridge.Tests.Queues;

public sealed class ClosingTests
{
    [Fact]
    public async Task Whoever_waits_is_told_that_the_broker_is_closed()
    {
        await using var queues = new TestQueues();
        var receive = queues.Receiver().ReceiveMessageAsync();
        var receiveInSession = (await queues.AcceptAsync("lane")).ReceiveMessageAsync();
        var accept = queues.Client.AcceptNextSessionAsync(Lanes);

        await queues.Broker.DisposeAsync();

        await AssertFailsAsync(ServiceBusFailureReason.ServiceCommunicationProblem, () => receive.WaitAsync(Deadline));
        await AssertFailsAsync(ServiceBusFailureReason.ServiceCommunicationProblem, () => receiveInSession.WaitAsync(Deadline));
        await AssertFailsAsync(ServiceBusFailureReason.ServiceCommunicationProblem, () => accept.WaitAsync(Deadline));
    }

    [Fact]
    public async Task A_closed_broker_does_nothing_any_more()
    {
        await using var queues = new TestQueues(Plain with { DefaultMessageTimeToLive = TimeSpan.FromMinutes(10) }, WithSessions);
        await queues.SendAsync("a", "b");
        var receiver = queues.Receiver();
        var message = await NextAsync(receiver);
        await queues.Broker.DisposeAsync();
        queues.Time.Advance(TimeSpan.FromMinutes(11));

        await AssertFailsAsync(ServiceBusFailureReason.ServiceCommunicationProblem, () => queues.SendAsync("c"));
        await AssertFailsAsync(
            ServiceBusFailureReason.ServiceCommunicationProblem, () => receiver.ReceiveMessageAsync().WaitAsync(Deadline));
        await AssertFailsAsync(
            ServiceBusFailureReason.ServiceCommunicationProblem, () => queues.Client.AcceptNextSessionAsync(Lanes).WaitAsync(Deadline));
        await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(message));
    }

    [Fact]
    public async Task Closing_the_client_leaves_the_broker_open()
    {
        await using var queues = new TestQueues();
        await queues.Client.DisposeAsync();
        Assert.True(queues.Client.IsClosed);

        await queues.SendAsync("a");
    }
}
