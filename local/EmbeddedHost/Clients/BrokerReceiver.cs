using System.Globalization;
using AlturBridge.EmbeddedHost.Broker;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.EmbeddedHost.Clients;

/// <summary>What receivers and session receivers share: the official session receiver is a receiver with a few members more.</summary>
/// <param name="link">The link to the broker.</param>
/// <param name="path">The queue or its dead-letter queue.</param>
/// <param name="deadLetterSource">The queue these dead letters came from; null for a regular queue.</param>
public abstract class BrokerReceiver(BrokerLink link, string path, string? deadLetterSource) : ServiceBusSessionReceiver
{
    private long peekedUpTo;
    private bool isClosed;

    public override string EntityPath => path;

    public override string FullyQualifiedNamespace => "embedded";

    public override string Identifier => path;

    public override int PrefetchCount => 0;

    public override ServiceBusReceiveMode ReceiveMode => ServiceBusReceiveMode.PeekLock;

    public override bool IsClosed => isClosed;

    protected BrokerLink Link { get; } = link;

    protected abstract BrokerQueue Queue { get; }

    public override async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(isClosed, this);
        await Link.ArriveAsync(cancellationToken);
        var delivered = await TakeAsync(maxMessages, maxWaitTime ?? EmbeddedServiceBusClient.DefaultWait, cancellationToken);
        return [.. delivered.Select(Decode)];
    }

    public override async Task<ServiceBusReceivedMessage> ReceiveMessageAsync(
        TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default) =>
        FirstOf(await ReceiveMessagesAsync(1, maxWaitTime, cancellationToken));

    public override async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages, long? fromSequenceNumber = null, CancellationToken cancellationToken = default)
    {
        await Link.ArriveAsync(cancellationToken);
        var peeked = Peek(fromSequenceNumber ?? (peekedUpTo + 1), maxMessages).Select(Decode).ToList();
        peekedUpTo = peeked.Count > 0 ? peeked[^1].SequenceNumber : peekedUpTo;
        return peeked;
    }

    public override async Task<ServiceBusReceivedMessage> PeekMessageAsync(
        long? fromSequenceNumber = null, CancellationToken cancellationToken = default) =>
        FirstOf(await PeekMessagesAsync(1, fromSequenceNumber, cancellationToken));

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Link.CallAsync(() => Queue.CompleteAsync(LockOf(message)), cancellationToken);

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        Link.CallAsync(() => Queue.AbandonAsync(LockOf(message), Content(message, propertiesToModify)), cancellationToken);

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        DeadLetterAsync(message, null, null, propertiesToModify, cancellationToken);

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, string deadLetterReason, string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) =>
        DeadLetterAsync(message, deadLetterReason, deadLetterErrorDescription, null, cancellationToken);

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object> propertiesToModify, string deadLetterReason,
        string? deadLetterErrorDescription = null, CancellationToken cancellationToken = default) =>
        DeadLetterAsync(message, deadLetterReason, deadLetterErrorDescription, propertiesToModify, cancellationToken);

    public override Task CloseAsync(CancellationToken cancellationToken = default)
    {
        isClosed = true;
        return Task.CompletedTask;
    }

    protected abstract Task<IReadOnlyList<DeliveredMessage>> TakeAsync(
        int maxMessages, TimeSpan maxWaitTime, CancellationToken cancellationToken);

    protected abstract IReadOnlyList<DeliveredMessage> Peek(long fromSequenceNumber, int maxMessages);

    protected static Guid LockOf(ServiceBusReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Guid.Parse(message.LockToken, CultureInfo.InvariantCulture);
    }

    /// <exception cref="ArgumentOutOfRangeException">The reason or the description is longer than 4,096 characters.</exception>
    private Task DeadLetterAsync(
        ServiceBusReceivedMessage message, string? reason, string? description, IDictionary<string, object>? changes,
        CancellationToken cancellationToken) => Link.CallAsync(
            () =>
            {
                ArgumentOutOfRangeException.ThrowIfGreaterThan(reason?.Length ?? 0, 4096, nameof(reason));
                ArgumentOutOfRangeException.ThrowIfGreaterThan(description?.Length ?? 0, 4096, nameof(description));
                return Queue.DeadLetterAsync(LockOf(message), reason, description, Content(message, changes));
            },
            cancellationToken);

    private ServiceBusReceivedMessage Decode(DeliveredMessage delivered) => MessageCodec.Decode(delivered, deadLetterSource);

    /// <summary>The official receiver returns null for "none".</summary>
    private static ServiceBusReceivedMessage FirstOf(IReadOnlyList<ServiceBusReceivedMessage> messages) =>
        messages.Count > 0 ? messages[0] : null!;

    private static byte[]? Content(ServiceBusReceivedMessage message, IDictionary<string, object>? changes) =>
        changes is { Count: > 0 } ? MessageCodec.Encode(message, changes) : null;
}
