using System.Globalization;
using AlturBridge.EmbeddedHost.Broker;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.EmbeddedHost.Clients;

/// <summary>What receivers and session receivers share: settling, peeking and decoding.</summary>
/// <param name="queue">The queue or its dead-letter queue.</param>
/// <param name="deadLetterSource">The queue these dead letters came from; null for a regular queue.</param>
internal sealed class ReceiverCore(BrokerQueue queue, string? deadLetterSource)
{
    public ServiceBusReceivedMessage Decode(DeliveredMessage delivered) => MessageCodec.Decode(delivered, deadLetterSource);

    public Task CompleteAsync(ServiceBusReceivedMessage message) => queue.CompleteAsync(LockOf(message));

    public Task AbandonAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? changes) =>
        queue.AbandonAsync(LockOf(message), Content(message, changes));

    /// <exception cref="ArgumentOutOfRangeException">The reason or the description is longer than 4,096 characters.</exception>
    public Task DeadLetterAsync(
        ServiceBusReceivedMessage message, string? reason, string? description, IDictionary<string, object>? changes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reason?.Length ?? 0, 4096, nameof(reason));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(description?.Length ?? 0, 4096, nameof(description));
        return queue.DeadLetterAsync(LockOf(message), reason, description, Content(message, changes));
    }

    public DateTimeOffset RenewLock(ServiceBusReceivedMessage message) => queue.RenewLock(LockOf(message));

    public IReadOnlyList<ServiceBusReceivedMessage> Peek(long fromSequenceNumber, int maxMessages, string? session = null) =>
        [.. queue.Peek(fromSequenceNumber, maxMessages, session).Select(Decode)];

    /// <summary>The official receiver returns null for "none".</summary>
    public static ServiceBusReceivedMessage FirstOf(IReadOnlyList<ServiceBusReceivedMessage> messages) =>
        messages.Count > 0 ? messages[0] : null!;

    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> FinishAsync(
        IReadOnlyList<DeliveredMessage> delivered, ServiceBusReceiveMode mode)
    {
        if (mode == ServiceBusReceiveMode.ReceiveAndDelete)
        {
            await Task.WhenAll(delivered.Select(message => queue.CompleteAsync(message.LockToken)));
        }

        return [.. delivered.Select(Decode)];
    }

    private static byte[]? Content(ServiceBusReceivedMessage message, IDictionary<string, object>? changes) =>
        changes is { Count: > 0 } ? MessageCodec.Encode(message, changes) : null;

    private static Guid LockOf(ServiceBusReceivedMessage message) => Guid.Parse(message.LockToken, CultureInfo.InvariantCulture);
}
