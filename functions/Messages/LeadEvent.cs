using System.Globalization;
using System.Net;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Messages;

/// <summary>
/// Something that happened to a lead. Only the methods below create it, so that no phone number, name or text of a lead can get in: an
/// answer is given by its status, never quoted.
/// </summary>
public sealed record LeadEvent
{
    private LeadEvent()
    {
    }

    public required string Lead { get; init; }

    public required LeadEventKind Kind { get; init; }

    public required string Source { get; init; }

    /// <summary>When the bridge accepted the lead.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The CRM's own id of the lead.</summary>
    public string? Reference { get; init; }

    public int? Attempt { get; init; }

    /// <summary>One sentence.</summary>
    public string? Why { get; init; }

    public string? CallId { get; init; }

    /// <summary>Of a lead that is put off: when it may be called.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Of a lead that is put off: the setting that keeps it from being called.</summary>
    public string? Rule { get; init; }

    /// <summary>For a dead letter: one of <see cref="DeadLetterReason"/>, or the broker's own.</summary>
    public string? Reason { get; init; }

    /// <summary>The queue of a dead letter.</summary>
    public string? Queue { get; init; }

    /// <summary>The dead letter's number in its queue.</summary>
    public long? SequenceNumber { get; init; }

    /// <summary>What will be sent to Altur; only its digest is kept.</summary>
    public BinaryData? Body { get; init; }

    /// <summary>With the time it asked to be called at; the moment that a source's pace makes it wait does not count.</summary>
    public static LeadEvent Accepted(ServiceBusMessage call)
    {
        var accepted = Of(call, LeadEventKind.Accepted) with { Body = call.Body };
        return call.ScheduledEnqueueTime > accepted.ReceivedAt + TimeSpan.FromMinutes(1)
            ? accepted with { Until = call.ScheduledEnqueueTime }
            : accepted;
    }

    /// <summary>The lead was sent again and is known.</summary>
    public static LeadEvent Duplicate(ServiceBusMessage call) => Of(call, LeadEventKind.Duplicate);

    public static LeadEvent PutOff(ServiceBusReceivedMessage call, DateTimeOffset until, string rule) =>
        Of(call, LeadEventKind.PutOff) with
        {
            Until = until,
            Rule = rule,
            Why = string.Create(
                CultureInfo.InvariantCulture, $"{rule}: not to be called before {until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC."),
        };

    /// <param name="call">The lead.</param>
    /// <param name="attempt">From 1.</param>
    /// <param name="status">What Altur answered; null when no answer came.</param>
    public static LeadEvent AttemptFailed(ServiceBusReceivedMessage call, int attempt, HttpStatusCode? status) =>
        Of(call, LeadEventKind.AttemptFailed) with { Attempt = attempt, Why = Answered("Altur", status) };

    public static LeadEvent Called(ServiceBusReceivedMessage call, string? callId) =>
        Of(call, LeadEventKind.Called) with { CallId = callId };

    /// <param name="record">The Call record.</param>
    /// <param name="attempt">From 1.</param>
    /// <param name="status">What the webhook answered; null when no answer came.</param>
    public static LeadEvent DeliveryFailed(ServiceBusReceivedMessage record, int attempt, HttpStatusCode? status) =>
        Of(record, LeadEventKind.DeliveryFailed) with { Attempt = attempt, Why = Answered("The webhook", status) };

    public static LeadEvent Delivered(ServiceBusReceivedMessage record, int attempt) =>
        Of(record, LeadEventKind.Delivered) with { Attempt = attempt };

    public static LeadEvent DeadLettered(ServiceBusReceivedMessage message, string queue, string reason) =>
        OfDeadLetter(message, LeadEventKind.DeadLettered, queue, reason);

    /// <param name="message">The dead letter.</param>
    /// <param name="queue">Where the copy was sent, which decides whether a call or a delivery follows.</param>
    /// <param name="reason">Why it was dead-lettered.</param>
    /// <param name="body">The copy's body.</param>
    public static LeadEvent Replayed(ServiceBusReceivedMessage message, string queue, string reason, BinaryData? body) =>
        OfDeadLetter(message, LeadEventKind.Replayed, queue, reason) with { Body = queue == Queues.Calls ? body : null };

    public static LeadEvent Discarded(ServiceBusReceivedMessage message, string queue, string reason) =>
        OfDeadLetter(message, LeadEventKind.Discarded, queue, reason);

    private static LeadEvent OfDeadLetter(ServiceBusReceivedMessage message, LeadEventKind kind, string queue, string reason) =>
        Of(message, kind) with { Queue = queue, Reason = reason, SequenceNumber = message.SequenceNumber };

    /// <summary>An answer without its body, which may repeat the lead.</summary>
    public static string Answered(string who, HttpStatusCode? status) => status is { } answer
        ? string.Create(CultureInfo.InvariantCulture, $"{who} answered {(int)answer}.")
        : $"{who} gave no answer.";

    private static LeadEvent Of(ServiceBusMessage call, LeadEventKind kind) => new()
    {
        Lead = call.CorrelationId,
        Kind = kind,
        Source = MessageProperty.Text(call.ApplicationProperties, MessageProperty.Source) ?? string.Empty,
        Reference = MessageProperty.Text(call.ApplicationProperties, MessageProperty.Reference),
        ReceivedAt = MessageProperty.TimeOf(MessageProperty.Text(call.ApplicationProperties, MessageProperty.ReceivedAt))
            ?? DateTimeOffset.MinValue,
    };

    private static LeadEvent Of(ServiceBusReceivedMessage message, LeadEventKind kind) => new()
    {
        Lead = CallMessage.LeadIdOf(message),
        Kind = kind,
        Source = MessageProperty.Text(message, MessageProperty.Source) ?? string.Empty,
        Reference = MessageProperty.Text(message, MessageProperty.Reference),
        ReceivedAt = MessageProperty.ReceivedAtOf(message),
    };
}
