using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;

namespace AlturBridge.Operating.Status;

/// <summary>Whether Service Bus can be reached for new leads.</summary>
public sealed class QueueProbe([FromKeyedServices(Queues.Calls)] ServiceBusSender calls) : IStoreProbe
{
    public async Task<string?> ProblemAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var batch = await calls.CreateMessageBatchAsync(cancellationToken);
            return null;
        }
        catch (ServiceBusException exception)
        {
            return $"The queue {Queues.Calls} cannot be reached ({exception.Reason}).";
        }
    }
}
