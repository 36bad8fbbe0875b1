using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Receiving;

/// <summary>Tells a sender the truth about leads it sent before.</summary>
public sealed class RepeatedLeads(IKnownLeads leads)
{
    /// <summary>
    /// Takes out of the messages what must not be queued as it is: a lead that is dead and was not called is queued in the place of its
    /// dead letter, and one whose key came with other content before is refused.
    /// </summary>
    /// <returns>What to say of each repeated lead, by its id.</returns>
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
                // Queued all the same: should the journal be wrong, the lead is called, and otherwise duplicate detection drops it.
                told[leadId] = new ReceivedLead(Id: leadId, Duplicate: true, State: known.State);
            }
        }

        return told;
    }

    private static string Conflict(string leadId) =>
        $"The lead {leadId} was sent within a day with other content, and is not called again: send another key for another lead "
            + "(Idempotency-Key, or the source's DedupKey).";
}
