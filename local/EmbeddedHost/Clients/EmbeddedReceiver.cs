using System.Runtime.CompilerServices;
using AlturBridge.EmbeddedHost.Broker;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.EmbeddedHost.Clients;

/// <summary>The official receiver for a queue without sessions or a dead-letter queue.</summary>
public sealed class EmbeddedReceiver(
    QueueBroker broker, BrokerLink link, string path, ServiceBusReceiveMode receiveMode, string? deadLetterSource)
    : ServiceBusReceiver
{
    private readonly Lazy<BrokerQueue> queue = new(() => broker.Queue(path));
    private long peekedUpTo;
    private bool isClosed;

    public override string EntityPath => path;

    public override string FullyQualifiedNamespace => "embedded";

    public override string Identifier => path;

    public override int PrefetchCount => 0;

    public override ServiceBusReceiveMode ReceiveMode => receiveMode;

    public override bool IsClosed => isClosed;

    private ReceiverCore Core => field ??= new ReceiverCore(queue.Value, deadLetterSource);

    public override async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(isClosed, this);
        await link.ArriveAsync(cancellationToken);
        var delivered = await queue.Value.ReceiveAsync(maxMessages, maxWaitTime ?? EmbeddedServiceBusClient.DefaultWait, cancellationToken);
        return await Core.FinishAsync(delivered, receiveMode);
    }

    public override async Task<ServiceBusReceivedMessage> ReceiveMessageAsync(
        TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default) =>
        ReceiverCore.FirstOf(await ReceiveMessagesAsync(1, maxWaitTime, cancellationToken));

    public override async IAsyncEnumerable<ServiceBusReceivedMessage> ReceiveMessagesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await ReceiveMessageAsync(null, cancellationToken) is { } message)
            {
                yield return message;
            }
        }
    }

    public override async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages, long? fromSequenceNumber = null, CancellationToken cancellationToken = default)
    {
        await link.ArriveAsync(cancellationToken);
        var peeked = Core.Peek(fromSequenceNumber ?? (peekedUpTo + 1), maxMessages);
        peekedUpTo = peeked.Count > 0 ? peeked[^1].SequenceNumber : peekedUpTo;
        return peeked;
    }

    public override async Task<ServiceBusReceivedMessage> PeekMessageAsync(
        long? fromSequenceNumber = null, CancellationToken cancellationToken = default) =>
        ReceiverCore.FirstOf(await PeekMessagesAsync(1, fromSequenceNumber, cancellationToken));

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        link.CallAsync(() => Core.CompleteAsync(message), cancellationToken);

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string,
        object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        link.CallAsync(() => Core.AbandonAsync(message, propertiesToModify), cancellationToken);

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string,
        object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        link.CallAsync(() => Core.DeadLetterAsync(message, null, null, propertiesToModify), cancellationToken);

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, string deadLetterReason,
        string? deadLetterErrorDescription = null, CancellationToken cancellationToken = default) =>
        link.CallAsync(
            () => Core.DeadLetterAsync(message, deadLetterReason, deadLetterErrorDescription, null), cancellationToken);

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object> propertiesToModify,
        string deadLetterReason,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) => link.CallAsync(
            () => Core.DeadLetterAsync(message, deadLetterReason, deadLetterErrorDescription, propertiesToModify), cancellationToken);

    public override Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        link.CallAsync(() => Task.FromResult(Core.RenewLock(message)), cancellationToken);

    public override Task DeferMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string,
        object>? propertiesToModify = null, CancellationToken cancellationToken = default) => throw Deferral.NotSupported();

    public override Task<ServiceBusReceivedMessage> ReceiveDeferredMessageAsync(
        long sequenceNumber, CancellationToken cancellationToken = default) => throw Deferral.NotSupported();

    public override Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveDeferredMessagesAsync(
        IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default) =>
        throw Deferral.NotSupported();

    public override Task CloseAsync(CancellationToken cancellationToken = default)
    {
        isClosed = true;
        return Task.CompletedTask;
    }
}
