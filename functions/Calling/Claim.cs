using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Calling;

/// <summary>Marks a message as being dialled; written before the first byte of the POST is sent.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="At">When it was claimed.</param>
/// <param name="Answer">Altur's Call record once the call was placed: from then on only the record is queued.</param>
/// <param name="ReceivedAt">
/// The message's <c>received-at</c>. Distinguishes a lead from a later one with the same id, which duplicate detection lets in after a day.
/// The sender sets it, so no redelivery changes it.
/// </param>
/// <param name="IsHandedOn">The record is queued for the webhook; only completing the message is left.</param>
public sealed record Claim(
    string MessageId, DateTimeOffset At, ReadOnlyMemory<byte>? Answer = null, string? ReceivedAt = null, bool IsHandedOn = false)
{
    /// <summary>How far the queue's clock may be ahead of ours.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    public static Claim Of(ServiceBusReceivedMessage message, DateTimeOffset at) =>
        new(message.MessageId, at, ReceivedAt: ReceivedAtOf(message));

    /// <summary>
    /// If either side lacks its time of receipt, the id decides, except for a message that was queued after the claim: an unnecessary
    /// review is better than a second call.
    /// </summary>
    public bool IsOf(ServiceBusReceivedMessage message) =>
        IsOf(message.MessageId, ReceivedAtOf(message))
        && (ReceivedAtOf(message) is { } received && received == ReceivedAt || message.EnqueuedTime <= At + ClockDifference);

    public bool IsOfSameMessageAs(Claim other) => IsOf(other.MessageId, other.ReceivedAt);

    public bool IsSameAs(Claim other) => IsOfSameMessageAs(other) && At == other.At;

    private bool IsOf(string messageId, string? receivedAt) =>
        MessageId == messageId && (ReceivedAt is null || receivedAt is null || ReceivedAt == receivedAt);

    private static string? ReceivedAtOf(ServiceBusReceivedMessage message) => MessageProperty.Text(message, MessageProperty.ReceivedAt);
}
