using System.Runtime.CompilerServices;
using AlturBridge.EmbeddedHost.Broker;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.EmbeddedHost.Clients;

/// <summary>The official receiver for one session. Closing it releases the session.</summary>
public sealed class EmbeddedSessionReceiver(BrokerQueue queue, BrokerLink link, SessionLock held, ServiceBusReceiveMode receiveMode)
    : ServiceBusSessionReceiver
{
    private readonly ReceiverCore core = new(queue, deadLetterSource: null);
    private long peekedUpTo;
    private bool isClosed;

    public override string SessionId => held.SessionId;

    public override DateTimeOffset SessionLockedUntil => held.LockedUntil;

    public override string EntityPath => queue.Definition.Name;

    public override string FullyQualifiedNamespace => "embedded";

    public override string Identifier => held.SessionId;

    public override int PrefetchCount => 0;

    public override ServiceBusReceiveMode ReceiveMode => receiveMode;

    public override bool IsClosed => isClosed;

    public override Task<BinaryData> GetSessionStateAsync(CancellationToken cancellationToken = default) =>
        link.CallAsync(() => Task.FromResult(new BinaryData(queue.GetState(held))), cancellationToken);

    public override Task SetSessionStateAsync(BinaryData sessionState, CancellationToken cancellationToken = default) =>
        link.CallAsync(() => queue.SetStateAsync(held, sessionState?.ToArray() ?? []), cancellationToken);

    public override async Task RenewSessionLockAsync(CancellationToken cancellationToken = default)
    {
        await link.ArriveAsync(cancellationToken);
        queue.RenewSession(held);
    }

    public override async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(isClosed, this);
        await link.ArriveAsync(cancellationToken);
        var delivered = await queue.ReceiveAsync(held, maxMessages, maxWaitTime ?? EmbeddedServiceBusClient.DefaultWait, cancellationToken);
        return await core.FinishAsync(delivered, receiveMode);
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
        var peeked = core.Peek(fromSequenceNumber ?? (peekedUpTo + 1), maxMessages, SessionId);
        peekedUpTo = peeked.Count > 0 ? peeked[^1].SequenceNumber : peekedUpTo;
        return peeked;
    }

    public override async Task<ServiceBusReceivedMessage> PeekMessageAsync(
        long? fromSequenceNumber = null, CancellationToken cancellationToken = default) =>
        ReceiverCore.FirstOf(await PeekMessagesAsync(1, fromSequenceNumber, cancellationToken));

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        link.CallAsync(() => core.CompleteAsync(message), cancellationToken);

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string,
        object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        link.CallAsync(() => core.AbandonAsync(message, propertiesToModify), cancellationToken);

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string,
        object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        link.CallAsync(() => core.DeadLetterAsync(message, null, null, propertiesToModify), cancellationToken);

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, string deadLetterReason,
        string? deadLetterErrorDescription = null, CancellationToken cancellationToken = default) =>
        link.CallAsync(
            () => core.DeadLetterAsync(message, deadLetterReason, deadLetterErrorDescription, null), cancellationToken);

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object> propertiesToModify,
        string deadLetterReason,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) => link.CallAsync(
            () => core.DeadLetterAsync(message, deadLetterReason, deadLetterErrorDescription, propertiesToModify), cancellationToken);

    public override Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("A message of a session is locked with its session: renew the session's lock.");

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
        queue.ReleaseSession(held);
        return Task.CompletedTask;
    }
}
