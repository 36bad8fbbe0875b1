using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Receiving;

/// <summary>Tells senders what happened to leads they sent before.</summary>
public sealed class RepeatedLeads(IKnownLeads leads, TimeProvider time)
{
    /// <summary>
    /// For all leads of a request, and a repetition revives the next ones. With the sending that follows, less than the 20 seconds that a
    /// sender waits.
    /// </summary>
    private static readonly TimeSpan LongestRevivals = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Removes from the messages what must not be queued as is: a dead lead that was not called is queued in place of its dead letter, and
    /// one whose key was sent before with different content is refused.
    /// </summary>
    /// <returns>What to say about each repeated lead, by id.</returns>
    /// <exception cref="TimeoutException">A lead may have been revived or not: the sender must repeat the request.</exception>
    public async Task<IReadOnlyDictionary<string, ReceivedLead>> SortOutAsync(
        Dictionary<string, ServiceBusMessage> messages, CancellationToken cancellationToken)
    {
        var told = new Dictionary<string, ReceivedLead>(StringComparer.Ordinal);
        var all = await leads.FindAsync(messages.Values, cancellationToken);
        using var deadline = new CancellationTokenSource(LongestRevivals, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        foreach (var (leadId, known) in all)
        {
            if (known.HasOtherContent)
            {
                messages.Remove(leadId);
                told[leadId] = new ReceivedLead(Id: leadId, Refused: Conflict(leadId), State: known.State) { IsConflict = true };
                continue;
            }

            var isRevived = known.IsRevivable ? await leads.TryReviveAsync(messages[leadId], either.Token) : false;
            cancellationToken.ThrowIfCancellationRequested();
            if (isRevived is null && (deadline.IsCancellationRequested || !known.IsRecent))
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
