namespace AlturBridge.Receiving.Sources;

/// <summary>
/// What is read from a lead, by its name in <c>Sources__&lt;name&gt;__Fields__*</c>: the fields of <c>POST /call</c>, and our own.
/// </summary>
public static class Field
{
    public const string AgentId = "agent_id";
    public const string PhoneNumberTo = "phone_number_to";
    public const string EndUserDisplayName = "end_user_display_name";
    public const string EndUserContext = "end_user_context";
    public const string InitialMessage = "initial_message";

    /// <summary>The CRM's own id of the lead. It travels with the lead to the webhook; Altur never sees it.</summary>
    public const string Reference = "reference";

    /// <summary>The IANA name of the called person's time zone.</summary>
    public const string TimeZone = "time_zone";

    /// <summary>When to call: a time, or a wait.</summary>
    public const string CallAt = "call_at";

    public static IReadOnlyList<string> All { get; } =
        [AgentId, PhoneNumberTo, EndUserDisplayName, EndUserContext, InitialMessage, Reference, TimeZone, CallAt];
}
