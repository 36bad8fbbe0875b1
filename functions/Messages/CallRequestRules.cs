using System.Text.RegularExpressions;

namespace AlturBridge.Messages;

/// <summary>What Altur documents about the fields of a call request (API reference, <c>POST /call</c>).</summary>
public static partial class CallRequestRules
{
    /// <returns>One sentence per field that Altur would refuse, saying how to fix it.</returns>
    public static IEnumerable<string> Problems(CallRequest request) =>
        new[] { AgentProblem(request.AgentId), NumberProblem(request.PhoneNumberTo) }.OfType<string>();

    public static string? AgentProblem(string agentId) => agentId switch
    {
        "" => "agent_id is missing: send the id of the Altur agent, or set Altur__AgentId.",
        _ when !IsVersion4Uuid(agentId) => "agent_id must be a version 4 UUID, such as 3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34.",
        _ => null,
    };

    private static string? NumberProblem(string phoneNumberTo) => phoneNumberTo switch
    {
        "" => "phone_number_to is missing: send the number to call in E.164 form, such as +12025550143.",
        _ when !PhoneNumber.IsE164(phoneNumberTo) =>
            "phone_number_to must be in E.164 form: a plus sign, the country code and the number, digits only, such as +12025550143.",
        _ => null,
    };

    public static bool IsVersion4Uuid(string text) => Version4Uuid().IsMatch(text);

    /// <summary>Stricter than <see cref="Guid"/>, which also accepts white space, plus signs and 0x.</summary>
    [GeneratedRegex(@"^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-4[0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}\z")]
    private static partial Regex Version4Uuid();
}
