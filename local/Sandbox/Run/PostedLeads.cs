using System.Collections.Concurrent;
using AlturBridge.EmbeddedHost.Clients;
using AlturBridge.Sandbox.Simulation;

namespace AlturBridge.Sandbox.Run;

/// <summary>
/// Who the leads posted by the user are for, by lead id, because a delivery carries only the id. Thread safe.
/// </summary>
internal sealed class PostedLeads
{
    private readonly ConcurrentDictionary<string, string> names = new();

    /// <returns>Who it is for: a name, else the number.</returns>
    public string Add(SentMessage call)
    {
        var id = call.Message.MessageId;
        var reading = CallRequestBody.Of(call.Message.Body.ToMemory());
        var name = reading.DisplayName is { Length: > 0 } given ? given : reading.PhoneNumberTo ?? id;

        // A duplicate may carry a different name.
        return call.IsDuplicate ? name : names[id] = name;
    }

    public string NameOf(string leadId) => names.GetValueOrDefault(leadId, leadId);
}
