using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Calling;

/// <summary>Marks a message as being dialled; written before the first byte of the POST is sent.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="At">When it was claimed.</param>
/// <param name="Answer">Altur's Call record once the call was placed: from then on only the record is queued.</param>
/// <param name="ReceivedAt">
/// The message's <c>received-at</c>, or when it was queued. Distinguishes a lead from a later one with the same id, which duplicate
/// detection lets in after a day. No redelivery changes either.
/// </param>
/// <param name="IsHandedOn">The record is queued for the webhook; only completing the message is left.</param>
public sealed record Claim(
    string MessageId, DateTimeOffset At, ReadOnlyMemory<byte>? Answer = null, string? ReceivedAt = null, bool IsHandedOn = false)
{
    public static Claim Of(ServiceBusReceivedMessage message, DateTimeOffset at) =>
        new(message.MessageId, at, ReceivedAt: ReceivedAtOf(message));

    /// <summary>A claim without a time is of any message with its id: an unnecessary review is better than a second call.</summary>
    public bool IsOf(ServiceBusReceivedMessage message) => IsOf(message.MessageId, ReceivedAtOf(message));

    public bool IsOfSameMessageAs(Claim other) => IsOf(other.MessageId, other.ReceivedAt);

    public bool IsSameAs(Claim other) => IsOfSameMessageAs(other) && At == other.At;

    private bool IsOf(string messageId, string? receivedAt) =>
        MessageId == messageId && (ReceivedAt is null || receivedAt is null || ReceivedAt == receivedAt);

    private static string ReceivedAtOf(ServiceBusReceivedMessage message) =>
        MessageProperty.Text(message, MessageProperty.ReceivedAt) ?? MessageProperty.Format(message.EnqueuedTime);
}
