using AlturBridge.Configuration;
using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;

namespace AlturBridge.Receiving;

/// <summary>Puts leads on <c>calls</c>.</summary>
public sealed class CallSender([FromKeyedServices(Queues.Calls)] ServiceBusSender sender, QueueDeadline deadline)
{
    /// <inheritdoc cref="MessageBatches.SendAsync"/>
    /// <exception cref="TimeoutException">The queue did not answer within the time that a lead sender waits.</exception>
    public Task SendAsync(IReadOnlyList<ServiceBusMessage> messages, CancellationToken cancellationToken) =>
        deadline.WithinAsync(token => MessageBatches.SendAsync(sender, messages, token), cancellationToken);
}
