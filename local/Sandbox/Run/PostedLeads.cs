using System.Collections.Concurrent;
using AlturBridge.EmbeddedHost.Clients;
using AlturBridge.Sandbox.Simulation;

namespace AlturBridge.Sandbox.Run;

/// <summary>
/// Whom the leads are for that somebody else posts, by their id: nothing but the id stands on a delivery. May be told from any thread.
/// </summary>
internal sealed class PostedLeads
{
    private readonly ConcurrentDictionary<string, string> names = new();

    /// <returns>Whom it is for: a name, else the number.</returns>
    public string Add(SentMessage call)
    {
        var id = call.Message.MessageId;
        var reading = CallReading.Of(call.Message.Body.ToMemory());
        var name = reading.DisplayName is { Length: > 0 } given ? given : reading.PhoneNumberTo ?? id;

        // One with the key of another lead may hold another name.
        return call.IsDuplicate ? name : names[id] = name;
    }

    public string NameOf(string leadId) => names.GetValueOrDefault(leadId, leadId);
}
