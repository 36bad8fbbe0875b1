using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Calling;

/// <summary>Marks a message as being dialled, written before the first byte of the POST leaves.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="At">When it was claimed.</param>
/// <param name="Answer">Altur's Call record once the call was placed: from then on the lead is only handed on.</param>
/// <param name="ReceivedAt">
/// The message's <c>received-at</c>. It tells a lead from a later one with the same id, which duplicate detection lets in after a day, and
/// it comes from the sender, so no redelivery changes it.
/// </param>
/// <param name="IsHandedOn">The record is on its way to the webhook: nothing is left but to complete the message.</param>
public sealed record Claim(
    string MessageId, DateTimeOffset At, ReadOnlyMemory<byte>? Answer = null, string? ReceivedAt = null, bool IsHandedOn = false)
{
    public static Claim Of(ServiceBusReceivedMessage message, DateTimeOffset at) =>
        new(message.MessageId, at, ReceivedAt: ReceivedAtOf(message));

    /// <summary>
    /// Where either side does not say when it was received, the id alone decides: one human too many is better than a second call.
    /// </summary>
    public bool IsOf(ServiceBusReceivedMessage message) => IsOf(message.MessageId, ReceivedAtOf(message));

    public bool IsOfSameMessageAs(Claim other) => IsOf(other.MessageId, other.ReceivedAt);

    private bool IsOf(string messageId, string? receivedAt) =>
        MessageId == messageId && (ReceivedAt is null || receivedAt is null || ReceivedAt == receivedAt);

    private static string? ReceivedAtOf(ServiceBusReceivedMessage message) => MessageProperty.Text(message, MessageProperty.ReceivedAt);
}
