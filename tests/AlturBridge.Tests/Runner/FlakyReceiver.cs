using Azure.Messaging.ServiceBus;

namespace AlturBridge.Tests.Runner;

internal sealed class FlakyReceiver(ServiceBusReceiver receiver) : ServiceBusReceiver
{
    private int attempts;

    public override Task<ServiceBusReceivedMessage> ReceiveMessageAsync(
        TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default) =>
        Interlocked.Increment(ref attempts) == 1
            ? throw new InvalidOperationException("The disk is gone.")
            : receiver.ReceiveMessageAsync(maxWaitTime, cancellationToken);

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        receiver.CompleteMessageAsync(message, cancellationToken);

    public override Task CloseAsync(CancellationToken cancellationToken = default) => receiver.CloseAsync(cancellationToken);
}
