using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Operating.DeadLetters;

/// <summary>The fresh copy of a dead letter.</summary>
/// <param name="Letter">The dead letter.</param>
/// <param name="DiedIn">Its queue.</param>
/// <param name="Queue">Where the copy belongs: a lead to <c>calls</c>, a Call record to <c>call-records</c>.</param>
/// <param name="Message">The copy; its attempts start over.</param>
public sealed record ReplayCopy(ServiceBusReceivedMessage Letter, string DiedIn, string Queue, ServiceBusMessage Message)
{
    /// <summary>Why it was replayed, if no operator did it.</summary>
    public string? Why { get; init; }

    public LeadEvent Replayed => LeadEvent.Replayed(Letter, Queue, Letter.DeadLetterReason ?? string.Empty, Body) with { Why = Why };

    /// <summary>The copy could not be sent.</summary>
    public LeadEvent StillDead => LeadEvent.DeadLettered(Letter, DiedIn, Letter.DeadLetterReason ?? string.Empty);

    /// <summary>Null for a body that is not bytes.</summary>
    private BinaryData? Body => ForeignMessage.HasBytes(Message.GetRawAmqpMessage()) ? Message.Body : null;

    public static ReplayCopy Of(ServiceBusReceivedMessage letter, string queue)
    {
        var target = TargetOf(letter, queue);
        var message = target == queue
            ? new ServiceBusMessage(letter)
            : CallRecordMessage.Create(letter, new BinaryData(MessageProperty.Text(letter, MessageProperty.Record)!));
        message.MessageId = LeadId.OfReplay(letter.MessageId ?? string.Empty, letter.SequenceNumber);
        message.ApplicationProperties[MessageProperty.Attempt] = 0;
        message.ApplicationProperties[MessageProperty.ReceivedAt] = MessageProperty.Format(MessageProperty.ReceivedAtOf(letter));
        message.ApplicationProperties.Remove(MessageProperty.DiedAt);
        message.ApplicationProperties.Remove(MessageProperty.Record);
        message.ApplicationProperties.Remove(MessageProperty.PutOffs);
        message.ApplicationProperties.Remove(MessageProperty.QueuedAt);
        if (message.ApplicationProperties.Remove(MessageProperty.CallBy))
        {
            // Its old expiry no longer counts: PlaceCall decides how old the copy may become.
            message.TimeToLive = TimeSpan.MaxValue;
        }

        return new ReplayCopy(letter, queue, target, message);
    }

    /// <summary>
    /// The lead as it was sent again, in place of its dead letter; to the journal it is the lead that was first received.
    /// </summary>
    public static ReplayCopy OfRevived(ServiceBusReceivedMessage letter, ServiceBusMessage lead)
    {
        lead.MessageId = LeadId.OfReplay(letter.MessageId ?? string.Empty, letter.SequenceNumber);
        lead.ApplicationProperties[MessageProperty.ReceivedAt] = MessageProperty.Format(MessageProperty.ReceivedAtOf(letter));

        return new ReplayCopy(letter, Queues.Calls, Queues.Calls, lead) { Why = "The CRM sent the lead again." };
    }

    /// <returns>Why it is not replayed unless a second call is wanted; null if it may be.</returns>
    public static string? Objection(DeadLetter letter) => letter switch
    {
        _ when IsRecord(letter) => null,
        { Called: WasCalled.Yes } => "The person was called: only a replay with redial calls again.",
        { Called: WasCalled.Perhaps } => "The person may have been called: check at Altur. Only a replay with redial calls anyway.",
        _ => null,
    };

    /// <summary>Whether a replay delivers a record: that never dials.</summary>
    public static bool IsRecord(DeadLetter letter) =>
        letter is { Queue: Queues.CallRecords } or { Reason: DeadLetterReason.RecordNotHandedOn };

    private static string TargetOf(ServiceBusReceivedMessage letter, string queue) =>
        letter.DeadLetterReason == DeadLetterReason.RecordNotHandedOn && MessageProperty.Text(letter, MessageProperty.Record) is not null
            ? Queues.CallRecords
            : queue;
}
