using Azure.Messaging.ServiceBus;

namespace AlturBridge.Tests.Calling.HostFaults;

internal sealed class EdgeSender(ServiceBusSender sender, BrokerEdge edge) : ServiceBusSender
{
    public override async Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        await edge.CrossAsync(
            $"send {sender.EntityPath} {message.CorrelationId}",
            () => new ServiceBusException("The queue is busy.", ServiceBusFailureReason.ServiceBusy));
        await edge.WorkAsync(() => sender.SendMessageAsync(message, cancellationToken));
        edge.Landed($"send {sender.EntityPath} {message.CorrelationId}");
    }

    public override Task CloseAsync(CancellationToken cancellationToken = default) => sender.CloseAsync(cancellationToken);
}
