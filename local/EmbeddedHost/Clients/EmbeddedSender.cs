using System.Runtime.CompilerServices;
using AlturBridge.EmbeddedHost.Broker;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.EmbeddedHost.Clients;

/// <summary>The official sender: returns once the message is on disk, after reporting it to <paramref name="sent"/>.</summary>
public sealed class EmbeddedSender(QueueBroker broker, BrokerLink link, string queue, Action<SentMessage>? sent = null) : ServiceBusSender
{
    private readonly ConditionalWeakTable<ServiceBusMessageBatch, List<ServiceBusMessage>> batches = [];
    private bool isClosed;

    public override string EntityPath => queue;

    public override string FullyQualifiedNamespace => "embedded";

    public override string Identifier => queue;

    public override bool IsClosed => isClosed;

    public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default) =>
        SendAsync([message], OpenQueue(cancellationToken), cancellationToken);

    public override Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default) =>
        SendAsync([.. messages], OpenQueue(cancellationToken), cancellationToken);

    public override Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default) =>
        batches.TryGetValue(messageBatch, out var messages)
        ? SendAsync(messages, OpenQueue(cancellationToken), cancellationToken)
        : throw new InvalidOperationException("The batch was created by another sender.");

    public override ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default) =>
        CreateMessageBatchAsync(new CreateMessageBatchOptions(), cancellationToken);

    public override ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(
        CreateMessageBatchOptions options, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _ = broker.Queue(queue);

        var limit = options.MaxSizeInBytes ?? QueueBroker.MaxMessageBytes;
        var messages = new List<ServiceBusMessage>();
        var size = 0L;
        var batch = ServiceBusModelFactory.ServiceBusMessageBatch(0, messages, options, message =>
        {
            MessageTrace.Write(message);
            var bytes = MessageCodec.Encode(message).Content.Length;
            if (size + bytes > limit)
            {
                return false;
            }

            size += bytes;
            return true;
        });

        batches.Add(batch, messages);
        return ValueTask.FromResult(batch);
    }

    public override async Task<long> ScheduleMessageAsync(
        ServiceBusMessage message, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default)
    {
        message.ScheduledEnqueueTime = scheduledEnqueueTime;
        MessageTrace.Write(message);
        var open = OpenQueue(cancellationToken);
        return (await link.CallAsync(() => open.SendAsync([MessageCodec.Encode(message)]), cancellationToken))[0];
    }

    public override Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) =>
        link.CallAsync(() => broker.Queue(queue).CancelScheduledAsync(sequenceNumber), cancellationToken);

    public override Task CloseAsync(CancellationToken cancellationToken = default)
    {
        isClosed = true;
        return Task.CompletedTask;
    }

    private async Task SendAsync(IReadOnlyList<ServiceBusMessage> messages, BrokerQueue open, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
        {
            MessageTrace.Write(message);
        }

        await link.CallAsync(() => SendAsync(messages, open), cancellationToken);
    }

    private async Task SendAsync(IReadOnlyList<ServiceBusMessage> messages, BrokerQueue open)
    {
        var numbers = await open.SendAsync([.. messages.Select(MessageCodec.Encode)]);
        if (sent is not null)
        {
            foreach (var (index, message) in messages.Index())
            {
                sent(new SentMessage(queue, message, IsDuplicate: numbers[index] == 0));
            }
        }
    }

    private BrokerQueue OpenQueue(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(isClosed, this);
        return broker.Queue(queue);
    }
}
