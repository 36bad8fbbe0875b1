using Azure.Messaging.ServiceBus;

namespace AlturBridge.Tests.Runner;

/// <summary>A client whose first receive fails with something no Service Bus client should throw.</summary>
internal sealed class FlakyClient(ServiceBusClient client) : ServiceBusClient
{
    private int attempts;

    public override ServiceBusSender CreateSender(string queueOrTopicName) => client.CreateSender(queueOrTopicName);

    public override ServiceBusReceiver CreateReceiver(string queueName) => new FlakyReceiver(client.CreateReceiver(queueName));

    public override Task<ServiceBusSessionReceiver> AcceptNextSessionAsync(
        string queueName, ServiceBusSessionReceiverOptions? options = null, CancellationToken cancellationToken = default) =>
        Interlocked.Increment(ref attempts) == 1
            ? throw new InvalidOperationException("The disk is gone.")
            : client.AcceptNextSessionAsync(queueName, options, cancellationToken);
}
