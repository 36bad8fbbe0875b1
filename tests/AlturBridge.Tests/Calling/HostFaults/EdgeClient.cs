using Azure.Messaging.ServiceBus;

namespace AlturBridge.Tests.Calling.HostFaults;

/// <summary>A client where the test decides what reaches the broker.</summary>
internal sealed class EdgeClient(ServiceBusClient client, BrokerEdge edge) : ServiceBusClient
{
    public override ServiceBusSender CreateSender(string queueOrTopicName) => new EdgeSender(client.CreateSender(queueOrTopicName), edge);

    public override ServiceBusReceiver CreateReceiver(string queueName) => client.CreateReceiver(queueName);

    public override ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions options) =>
        client.CreateReceiver(queueName, options);

    public override async Task<ServiceBusSessionReceiver> AcceptNextSessionAsync(
        string queueName, ServiceBusSessionReceiverOptions? options = null, CancellationToken cancellationToken = default) =>
        new EdgeSession(await client.AcceptNextSessionAsync(queueName, options, cancellationToken), edge);
}
