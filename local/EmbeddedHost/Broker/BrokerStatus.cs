using AlturBridge.Operating;
using AlturBridge.Operating.Status;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>What the broker reports about itself: how many messages it holds, and whether its file is writable.</summary>
internal sealed class BrokerStatus(QueueBroker broker) : IQueueCounter, IStoreProbe
{
    public string Method => "queue";

    public Task<QueueCount> CountAsync(string queue, CancellationToken cancellationToken)
    {
        var (waiting, scheduled, oldest) = broker.Queue(queue).Counts;
        return Task.FromResult(new QueueCount(
            queue, waiting, scheduled, broker.Queue($"{queue}/{BrokerQueue.DeadLetterSuffix}").Count, oldest, AtLeast: false));
    }

    public async Task<IReadOnlyList<string>> ProblemsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await broker.TryWriteAsync().WaitAsync(cancellationToken);
            return [];
        }
        catch (ServiceBusException exception)
        {
            return [exception.Message];
        }
    }
}
