using Azure.Messaging.ServiceBus;

namespace AlturBridge.Testing.Fuzz;

/// <summary>The queue: keeps messages in memory and completes at once.</summary>
internal sealed class RecordingSender : ServiceBusSender
{
    private readonly List<ServiceBusMessage> open = [];

    public List<ServiceBusMessage> Messages { get; } = [];

    public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        Messages.Add(message);
        return Task.CompletedTask;
    }

    public override Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default)
    {
        Messages.AddRange(open);
        return Task.CompletedTask;
    }

    public override ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default)
    {
        open.Clear();
        return ValueTask.FromResult(ServiceBusModelFactory.ServiceBusMessageBatch(0, open, tryAddCallback: _ => true));
    }

    public override Task CloseAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
