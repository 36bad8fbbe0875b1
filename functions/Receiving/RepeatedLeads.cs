using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Receiving;

/// <summary>Tells senders what happened to leads they sent before.</summary>
public sealed class RepeatedLeads(IKnownLeads leads)
{
    /// <summary>
    /// Removes from the messages what must not be queued as is: a dead lead that was not called is queued in place of its dead letter, and
    /// one whose key was sent before with different content is refused.
    /// </summary>
    /// <returns>What to say about each repeated lead, by id.</returns>
    public async Task<IReadOnlyDictionary<string, ReceivedLead>> SortOutAsync(
        Dictionary<string, ServiceBusMessage> messages, CancellationToken cancellationToken)
    {
        var told = new Dictionary<string, ReceivedLead>(StringComparer.Ordinal);
        foreach (var (leadId, known) in await leads.FindAsync(messages.Values, cancellationToken))
        {
            if (known.HasOtherContent)
            {
                messages.Remove(leadId);
                told[leadId] = new ReceivedLead(Id: leadId, Refused: Conflict(leadId), State: known.State) { IsConflict = true };
            }
            else if (known.IsRevivable && await leads.TryReviveAsync(messages[leadId], cancellationToken))
            {
                messages.Remove(leadId);
                told[leadId] = new ReceivedLead(Id: leadId, Duplicate: true, Revived: true, State: LeadState.Waiting);
            }
            else
            {
                // Queued anyway: if the journal is wrong, the lead is called; otherwise duplicate detection drops it.
                told[leadId] = new ReceivedLead(Id: leadId, Duplicate: true, State: known.State);
            }
        }

        return told;
    }

    private static string Conflict(string leadId) =>
        $"The lead {leadId} was sent within a day with different content, and is not called again: use another key for another lead "
            + "(Idempotency-Key, or the source's DedupKey).";
}
