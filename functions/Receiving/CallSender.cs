using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;

namespace AlturBridge.Receiving;

/// <summary>Puts leads on <c>calls</c>.</summary>
public sealed class CallSender([FromKeyedServices(Queues.Calls)] ServiceBusSender sender)
{
    /// <inheritdoc cref="MessageBatches.SendAsync"/>
    public Task SendAsync(IReadOnlyList<ServiceBusMessage> messages, CancellationToken cancellationToken) => MessageBatches.SendAsync(sender, messages, cancellationToken);
}
