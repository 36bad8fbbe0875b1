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
    /// <exception cref="TimeoutException">A lead may have been revived or not, and the queue would not recognise it.</exception>
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
                continue;
            }

            var isRevived = known.IsRevivable ? await leads.TryReviveAsync(messages[leadId], cancellationToken) : false;
            if (isRevived is null && !known.IsRecent)
            {
                throw new TimeoutException("It is not known whether a dead lead was queued again.");
            }

            if (isRevived == true || !known.IsRecent)
            {
                // Its copy is queued under another id, which the queue does not recognise as this lead: both would be called.
                messages.Remove(leadId);
            }

            // A recent one is queued anyway: if the journal is wrong, the lead is called; otherwise duplicate detection drops it.
            told[leadId] = isRevived == true
                ? new ReceivedLead(Id: leadId, Duplicate: true, Revived: true, State: LeadState.Waiting)
                : new ReceivedLead(Id: leadId, Duplicate: true, State: known.State);
        }

        return told;
    }

    public static string Conflict(string leadId) =>
        $"The lead {leadId} is still waiting, or was sent within a day, with different content, and is not called again: use another key "
            + "for another lead (Idempotency-Key, or the source's DedupKey).";
}
