using AlturBridge.Messages;
using AlturBridge.Sandbox.Simulation;

namespace AlturBridge.LoadTests.Chaos;

/// <summary>Accounts for every lead, from what Altur and the webhook saw and what stands in the queues.</summary>
internal static class ChaosAudit
{
    /// <summary>How long an answer may be on its way into the lane's state; an upper bound for a machine under full load.</summary>
    private static readonly TimeSpan WritingDown = TimeSpan.FromSeconds(1);

    public static ChaosBalance Balance(
        ChaosOptions options, ChaosSender sender, IReadOnlyList<Kill> kills, IReadOnlyList<AlturPost> posts, IReadOnlyList<WebhookDelivery> deliveries, QueueContents contents)
    {
        var postsByPhone = posts.ToLookup(post => post.PhoneNumberTo);
        var delivered = deliveries.Where(delivery => delivery.Accepted).Select(delivery => delivery.WebhookId!).ToHashSet();
        var deadByLead = contents.DeadLetters.ToLookup(letter => letter.LeadId);
        var unknown = contents.DeadLetters.Where(letter => letter.Reason == DeadLetterReason.OutcomeUnknown).Select(letter => letter.LeadId).ToList();
        var causes = unknown.Select(lead => Cause(postsByPhone[sender.PhoneNumbers[lead]].ToList(), kills, options.AlturLatency)).ToList();
        var faults = new List<string>();

        foreach (var (leadId, phone) in sender.PhoneNumbers)
        {
            var rings = postsByPhone[phone].Count(post => post.Rang);
            AddIf(rings > 1, $"{leadId} was called {rings} times: {string.Join(", ", postsByPhone[phone].Select(post => post.Outcome))}");
            AddIf(!delivered.Contains(leadId) && !deadByLead.Contains(leadId), $"{leadId} is missing: Altur saw {postsByPhone[phone].Count()} requests, the webhook took nothing, and no queue has it");
            AddIf(delivered.Contains(leadId) && deadByLead.Contains(leadId), $"{leadId} is delivered and a dead letter too");
            AddIf(deadByLead[leadId].Count() > 1, $"{leadId} is a dead letter {deadByLead[leadId].Count()} times");
        }

        AddIf(sender.Accepted != options.Leads, $"{sender.Accepted} of {options.Leads} leads were accepted");
        AddIf(deliveries.Any(delivery => !delivery.SignatureValid), "a delivery had a wrong signature");
        faults.AddRange(delivered.Where(lead => !sender.PhoneNumbers.ContainsKey(lead)).Select(lead => $"{lead} was delivered, but nobody sent it"));
        faults.AddRange(unknown.Zip(causes).Where(pair => pair.Second == UnknownCause.None).Select(pair => $"{pair.First} is parked as unknown without need"));

        return new ChaosBalance
        {
            Leads = options.Leads,
            Accepted = sender.Accepted,
            Delivered = delivered.Count,
            DeadLettered = contents.DeadLetters.GroupBy(letter => letter.Reason).ToDictionary(group => group.Key, group => group.Count()),
            Kills = kills.Count,
            Posts = posts.Count,
            InFlightAtAKill = posts.Count(post => kills.Any(kill => post.At <= kill.To && kill.From <= post.At + options.AlturLatency)),
            UnknownByFault = causes.Count(cause => cause == UnknownCause.Fault),
            UnknownInFlight = causes.Count(cause => cause == UnknownCause.KilledInFlight),
            UnknownBeforeRequest = causes.Count(cause => cause == UnknownCause.KilledBeforeRequest),
            Faults = faults,
        };

        void AddIf(bool isWrong, string sentence)
        {
            if (isWrong)
            {
                faults.Add(sentence);
            }
        }
    }

    private static UnknownCause Cause(List<AlturPost> posts, IReadOnlyList<Kill> kills, TimeSpan latency)
    {
        var last = posts.LastOrDefault(post => post.Rang);
        if (last is null)
        {
            return UnknownCause.KilledBeforeRequest;
        }

        if (kills.Any(kill => last.At <= kill.To && kill.From <= last.At + latency + WritingDown))
        {
            return UnknownCause.KilledInFlight;
        }

        return last.Status is >= 200 and <= 299 || last.Outcome == "left" ? UnknownCause.None : UnknownCause.Fault;
    }

    private enum UnknownCause
    {
        None,
        Fault,
        KilledInFlight,
        KilledBeforeRequest,
    }
}
