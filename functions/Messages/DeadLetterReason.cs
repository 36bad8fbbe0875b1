namespace AlturBridge.Messages;

/// <summary>Why a message ended as a dead letter. Operators and dashboards filter by these names.</summary>
public static class DeadLetterReason
{
    /// <summary>The message is no call request, or no Call record: it was put on the queue by somebody who did not check it.</summary>
    public const string Malformed = "Malformed";

    /// <summary>Altur said no, and would say no again.</summary>
    public const string Refused = "Refused";

    /// <summary>A rule forbids the call: whom, when or how often.</summary>
    public const string NotAllowed = "NotAllowed";

    /// <summary>The call may have been placed: a human must look before anybody dials again.</summary>
    public const string OutcomeUnknown = "OutcomeUnknown";

    /// <summary>Every attempt was turned away before a call was placed.</summary>
    public const string AlturUnavailable = "AlturUnavailable";

    /// <summary>The call was placed, but Altur's answer is not a Call record.</summary>
    public const string UnreadableRecord = "UnreadableRecord";

    /// <summary>
    /// The call was placed, but its record could not be put on the <c>call-records</c> queue; it is in the property <c>call-record</c>.
    /// </summary>
    public const string RecordNotHandedOn = "RecordNotHandedOn";

    /// <summary>The webhook answered 410: it wants no more deliveries.</summary>
    public const string WebhookGone = "WebhookGone";

    /// <summary>The webhook did not take the record on any attempt.</summary>
    public const string WebhookUnavailable = "WebhookUnavailable";

    /// <summary>
    /// The lead is older than <c>Leads__MaxAge</c>. The broker's own name, so that leads it expires and leads we expire read the same.
    /// </summary>
    public const string Expired = "TTLExpiredException";
}
