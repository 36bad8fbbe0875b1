using System.Runtime.CompilerServices;
using AlturBridge.EmbeddedHost.Broker;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.EmbeddedHost.Clients;

/// <summary>The official receiver of one session. Closing it gives the session back.</summary>
public sealed class EmbeddedSessionReceiver(BrokerQueue queue, SessionLock held, ServiceBusReceiveMode receiveMode)
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
        Task.FromResult(new BinaryData(queue.GetState(held)));

    public override Task SetSessionStateAsync(BinaryData sessionState, CancellationToken cancellationToken = default) =>
        queue.SetStateAsync(held, sessionState?.ToArray() ?? []);

    public override Task RenewSessionLockAsync(CancellationToken cancellationToken = default)
    {
        queue.RenewSession(held);
        return Task.CompletedTask;
    }

    public override async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(isClosed, this);
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

    public override Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages, long? fromSequenceNumber = null, CancellationToken cancellationToken = default)
    {
        var peeked = core.Peek(fromSequenceNumber ?? (peekedUpTo + 1), maxMessages, SessionId);
        peekedUpTo = peeked.Count > 0 ? peeked[^1].SequenceNumber : peekedUpTo;
        return Task.FromResult(peeked);
    }

    public override async Task<ServiceBusReceivedMessage> PeekMessageAsync(
        long? fromSequenceNumber = null, CancellationToken cancellationToken = default) =>
        ReceiverCore.FirstOf(await PeekMessagesAsync(1, fromSequenceNumber, cancellationToken));

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        core.CompleteAsync(message);

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string,
        object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        core.AbandonAsync(message, propertiesToModify);

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string,
        object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        core.DeadLetterAsync(message, null, null, propertiesToModify);

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, string deadLetterReason,
        string? deadLetterErrorDescription = null, CancellationToken cancellationToken = default) =>
        core.DeadLetterAsync(message, deadLetterReason, deadLetterErrorDescription, null);

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object> propertiesToModify,
        string deadLetterReason,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) => core.DeadLetterAsync(
            message, deadLetterReason, deadLetterErrorDescription, propertiesToModify);

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
