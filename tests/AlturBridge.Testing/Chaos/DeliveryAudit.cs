using AlturBridge.Messages;
using AlturBridge.Sandbox.Simulation;

namespace AlturBridge.Testing.Chaos;

/// <summary>Checks the second half of the path: the webhook got what Altur answered for each lead, under that lead's id.</summary>
public static class DeliveryAudit
{
    /// <summary>Whether a placed call may end as a dead letter for this reason: a human gets it instead of the webhook.</summary>
    public static bool MayFollowACall(string reason) => reason
        is DeadLetterReason.OutcomeUnknown or DeadLetterReason.UnreadableRecord or DeadLetterReason.RecordNotHandedOn
        or DeadLetterReason.WebhookGone or DeadLetterReason.WebhookUnavailable;

    /// <param name="phoneNumbers">The accepted leads' numbers, by lead id.</param>
    /// <param name="posts">What Altur saw.</param>
    /// <param name="deliveries">What the webhook saw, whatever it answered.</param>
    /// <param name="parked">Ids of leads with a dead letter that may follow a call.</param>
    /// <returns>A sentence for each error.</returns>
    public static IReadOnlyList<string> Faults(
        IReadOnlyDictionary<string, string> phoneNumbers, IReadOnlyList<AlturPost> posts, IReadOnlyList<WebhookDelivery> deliveries,
        IEnumerable<string> parked)
    {
        var records = posts.Where(post => !post.Record.IsEmpty).ToLookup(post => post.PhoneNumberTo, post => post.Record);
        var ended = deliveries.Where(delivery => delivery.Accepted).Select(delivery => delivery.WebhookId).Concat(parked).ToHashSet();

        return
        [
            .. deliveries.SelectMany(delivery => Wrong(delivery, phoneNumbers, records)),
            .. SharedRecords(deliveries),
            .. phoneNumbers
                .Where(lead => records.Contains(lead.Value) && !ended.Contains(lead.Key))
                .Select(lead => $"{lead.Key} was called, but its record reached neither the webhook nor a human"),
        ];
    }

    private static IEnumerable<string> Wrong(
        WebhookDelivery delivery, IReadOnlyDictionary<string, string> phoneNumbers, ILookup<string?, ReadOnlyMemory<byte>> records)
    {
        if (delivery.WebhookId is not { } id || !phoneNumbers.TryGetValue(id, out var phone))
        {
            yield return $"a delivery came under the webhook-id '{delivery.WebhookId}', which is not an accepted lead";
            yield break;
        }

        if (!records[phone].Any(record => record.Span.SequenceEqual(delivery.Body.Span)))
        {
            yield return $"{id}: the webhook was sent other bytes than Altur answered";
        }

        if (delivery.LeadId != id || delivery.Headers.GetValueOrDefault("ce-id") != id)
        {
            yield return $"{id}: the headers of one delivery name different leads";
        }
    }

    /// <summary>Every record names its own call, so identical bytes are the same record.</summary>
    private static IEnumerable<string> SharedRecords(IEnumerable<WebhookDelivery> deliveries) => deliveries
        .GroupBy(delivery => Convert.ToBase64String(delivery.Body.Span), delivery => delivery.WebhookId)
        .Select(record => record.Distinct().ToList())
        .Where(ids => ids.Count > 1)
        .Select(ids => $"one record was delivered under several webhook-ids: {string.Join(", ", ids)}");
}
