namespace AlturBridge.Messages;

/// <summary>Why a message ended as a dead letter. Operators and dashboards filter by these names.</summary>
public static class DeadLetterReason
{
    /// <summary>The message is not a call request or Call record: somebody queued it without checking.</summary>
    public const string Malformed = "Malformed";

    /// <summary>Altur refused, and would refuse again.</summary>
    public const string Refused = "Refused";

    /// <summary>A rule forbids the call: who, when or how often.</summary>
    public const string NotAllowed = "NotAllowed";

    /// <summary>The call may have been placed: a human must look before anyone dials again.</summary>
    public const string OutcomeUnknown = "OutcomeUnknown";

    /// <summary>Every attempt was rejected before a call was placed.</summary>
    public const string AlturUnavailable = "AlturUnavailable";

    /// <summary>The call was placed, but Altur's answer is not a Call record.</summary>
    public const string UnreadableRecord = "UnreadableRecord";

    /// <summary>
    /// The call was placed, but its record could not be queued on <c>call-records</c>; it is in the property <c>call-record</c>.
    /// </summary>
    public const string RecordNotHandedOn = "RecordNotHandedOn";

    /// <summary>The webhook answered 410: it wants no more deliveries.</summary>
    public const string WebhookGone = "WebhookGone";

    /// <summary>The webhook did not accept the record on any attempt.</summary>
    public const string WebhookUnavailable = "WebhookUnavailable";

    /// <summary>
    /// The lead is older than <c>Leads__MaxAge</c>. The broker's own name, so that it looks the same whether the broker or we expire it.
    /// </summary>
    public const string Expired = "TTLExpiredException";

    /// <summary>The broker's own: the message used up its deliveries.</summary>
    public const string TooManyDeliveries = "MaxDeliveryCountExceeded";
}
