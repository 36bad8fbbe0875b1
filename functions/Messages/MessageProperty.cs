using System.Globalization;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Messages;

/// <summary>The application properties of the bridge's messages.</summary>
public static class MessageProperty
{
    public const string Source = "source";

    /// <summary>When the bridge accepted the lead; ISO 8601.</summary>
    public const string ReceivedAt = "received-at";

    /// <summary>How many attempts have failed; a 32-bit integer.</summary>
    public const string Attempt = "attempt";

    /// <summary>The IANA name of the called person's time zone.</summary>
    public const string TimeZone = "time-zone";

    /// <summary>How many times the lead was put off so far; a 32-bit integer.</summary>
    public const string PutOffs = "put-offs";

    /// <summary>On a lead that was put off: when the message it copies was queued; ISO 8601.</summary>
    public const string QueuedAt = "queued-at";

    /// <summary>On a lead that was put off: when it becomes too old to call; ISO 8601.</summary>
    public const string CallBy = "call-by";

    public const string CallId = "call-id";

    /// <summary>The CRM's own id of the lead; absent if the source has none.</summary>
    public const string Reference = "reference";

    /// <summary>On a dead letter <see cref="DeadLetterReason.RecordNotHandedOn"/>: the Call record.</summary>
    public const string Record = "call-record";

    /// <summary>On a dead letter, unless the broker itself gave up on it: when it died; ISO 8601.</summary>
    public const string DiedAt = "died-at";

    /// <summary>Far more than any schedule has; a higher value was not written by us.</summary>
    private const int MaxAttempt = 1_000_000;

    /// <summary>What every dead letter of the bridge gets: any replay copies the properties, and must start over.</summary>
    public static Dictionary<string, object> OfDeadLetter(DateTimeOffset now) => new() { [Attempt] = 0, [DiedAt] = Format(now) };

    public static string? Text(ServiceBusReceivedMessage message, string name) =>
        message.ApplicationProperties.TryGetValue(name, out var value) && value is string { Length: > 0 } text ? text : null;

    public static string? Text(IDictionary<string, object> properties, string name) =>
        properties.TryGetValue(name, out var value) && value is string { Length: > 0 } text ? text : null;

    /// <summary>0 if the sender set none, or not a whole number.</summary>
    public static int AttemptOf(ServiceBusReceivedMessage message) => NumberOf(message, Attempt);

    /// <summary>0 for a lead that was not put off.</summary>
    public static int PutOffsOf(ServiceBusReceivedMessage message) => NumberOf(message, PutOffs);

    public static void AddReference(ServiceBusMessage message, string? reference)
    {
        if (reference is not null)
        {
            message.ApplicationProperties[Reference] = reference;
        }
    }

    /// <summary>When the bridge accepted the lead, or another program queued it.</summary>
    public static DateTimeOffset ReceivedAtOf(ServiceBusReceivedMessage message) =>
        TimeOf(Text(message, ReceivedAt)) ?? message.EnqueuedTime;

    /// <returns>Null if there is no time in the format of <see cref="Format"/>.</returns>
    public static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    public static string Format(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    private static int NumberOf(ServiceBusReceivedMessage message, string name) =>
        message.ApplicationProperties.TryGetValue(name, out var value) && value is int number and > 0 and < MaxAttempt ? number : 0;
}
