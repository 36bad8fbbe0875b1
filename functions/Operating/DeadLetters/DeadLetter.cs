using System.Globalization;
using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Operating.DeadLetters;

/// <summary>A message that ended in a dead-letter queue, as an operator sees it.</summary>
/// <param name="Id">The queue and the message's number in it, such as <c>calls/4711</c>.</param>
/// <param name="Lead">The lead.</param>
/// <param name="Source">Who sent it.</param>
/// <param name="Reference">The CRM's own id of the lead.</param>
/// <param name="Queue">Where it died.</param>
/// <param name="Reason">One of <see cref="DeadLetterReason"/>, or the broker's own.</param>
/// <param name="Description">What happened and what to do.</param>
/// <param name="Called">Whether a call was placed.</param>
/// <param name="At">When it was put on the queue.</param>
/// <param name="DiedAt">When it died; if the broker itself gave up on it, when it was put on the queue.</param>
public sealed record DeadLetter(
    string Id, string Lead, string Source, string? Reference, string Queue, string Reason, string Description, WasCalled Called,
    DateTimeOffset At, DateTimeOffset DiedAt)
{
    public static DeadLetter Of(ServiceBusReceivedMessage message, string queue)
    {
        var reason = message.DeadLetterReason ?? string.Empty;
        return new DeadLetter(
            IdOf(queue, message.SequenceNumber),
            CallMessage.LeadIdOf(message),
            MessageProperty.Text(message, MessageProperty.Source) ?? string.Empty,
            MessageProperty.Text(message, MessageProperty.Reference),
            queue,
            reason,
            DeadLetterDescription.Of(message.DeadLetterErrorDescription ?? string.Empty),
            WasCalledReasons.Of(queue, message),
            message.EnqueuedTime,
            MessageProperty.TimeOf(MessageProperty.Text(message, MessageProperty.DiedAt)) ?? message.EnqueuedTime);
    }

    public static string IdOf(string queue, long sequenceNumber) =>
        string.Create(CultureInfo.InvariantCulture, $"{queue}/{sequenceNumber}");

    /// <returns>False if the text is not a dead letter's id.</returns>
    public static bool TryParseId(string? id, out string queue, out long sequenceNumber)
    {
        var slash = id?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        queue = slash > 0 ? id![..slash] : string.Empty;
        sequenceNumber = 0;
        return IsQueue(queue) && long.TryParse(id.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out sequenceNumber)
            && sequenceNumber > 0;
    }

    public static bool IsQueue(string? name) => name is Queues.Calls or Queues.CallRecords;
}
