namespace AlturBridge.Receiving.Sources;

/// <summary>The fields of <c>POST /call</c>, as <c>Sources__&lt;name&gt;__Fields__*</c> names them.</summary>
public static class Field
{
    public const string AgentId = "agent_id";
    public const string PhoneNumberTo = "phone_number_to";
    public const string EndUserDisplayName = "end_user_display_name";
    public const string EndUserContext = "end_user_context";
    public const string InitialMessage = "initial_message";

    public static IReadOnlyList<string> All { get; } = [AgentId, PhoneNumberTo, EndUserDisplayName, EndUserContext, InitialMessage];
}
