using AlturBridge.Messages;
using AlturBridge.Sandbox.Simulation;

namespace AlturBridge.Testing.Chaos;

/// <summary>Accounts for every lead, from what Altur and the webhook saw and what is in the queues.</summary>
internal static class ChaosAudit
{
    /// <summary>
    /// How long an answer or a claim may have been in progress when a kill cut it off. Milliseconds are typical; the rest allows for a
    /// fully loaded machine. Anything longer was not in progress but forgotten.
    /// </summary>
    private static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(2);

    /// <summary>If a broken broker kept a claim from being written or removed, the next delivery writes it again, after a wait.</summary>
    private static readonly TimeSpan LongestAfterFault = TimeSpan.FromSeconds(5);

    /// <summary>Reasons no lead should be dead-lettered for: every fault in this run is shorter than the patience for it.</summary>
    private static readonly string[] Unneeded =
    [
        DeadLetterReason.AlturUnavailable, DeadLetterReason.RecordNotHandedOn, DeadLetterReason.WebhookUnavailable,
        DeadLetterReason.Expired, DeadLetterReason.NotAllowed, DeadLetterReason.Malformed, DeadLetterReason.TooManyDeliveries,
    ];

    public static ChaosBalance Balance(
        ChaosOptions options, ChaosSender sender, IReadOnlyList<Kill> kills, IReadOnlyList<Outage> outages,
        IReadOnlyList<AlturPost> posts, IReadOnlyList<WebhookDelivery> deliveries, QueueContents contents)
    {
        var longestWay = LongestWay + LongestAfterFault + options.BrokerFailsFor;
        var phones = sender.PhoneNumbers;
        var postsByPhone = posts.ToLookup(post => post.PhoneNumberTo);
        var delivered = deliveries.Where(delivery => delivery.Accepted).Select(delivery => delivery.WebhookId!).ToHashSet();
        var deadByLead = contents.DeadLetters.ToLookup(letter => letter.LeadId);
        var unknown = contents.DeadLetters.Where(letter => letter.Reason == DeadLetterReason.OutcomeUnknown)
            .Select(letter => UnknownOutcome.Of(
                letter.LeadId,
                [.. postsByPhone[phones[letter.LeadId]]],
                kills,
                wasSent: letter.Description.StartsWith("The call was sent to Altur", StringComparison.Ordinal)))
            .ToList();
        var parked = unknown.Select(outcome => outcome.LeadId).ToHashSet();
        var faults = new List<string>();

        foreach (var (leadId, phone) in phones)
        {
            var rings = postsByPhone[phone].Count(post => post.Rang);
            AddIf(rings > 1, $"{leadId} was called {rings} times: {string.Join(", ", postsByPhone[phone].Select(post => post.Outcome))}");
            AddIf(
                !delivered.Contains(leadId) && !deadByLead.Contains(leadId),
                $"{leadId} is missing: Altur saw {postsByPhone[phone].Count()} requests, the webhook took nothing, and no queue has it");
            AddIf(
                delivered.Contains(leadId) && deadByLead.Contains(leadId) && !HadAnswerAtAKill(leadId),
                $"{leadId} is delivered and a dead letter too");
            AddIf(deadByLead[leadId].Count() > 1, $"{leadId} is a dead letter {deadByLead[leadId].Count()} times");
        }

        AddIf(
            options.HasHours && posts.Any(post => ChaosHours.WereClosed(post.At)),
            $"{posts.Count(post => ChaosHours.WereClosed(post.At))} requests came outside the hours");
        AddIf(sender.Accepted != options.Leads, $"{sender.Accepted} of {options.Leads} leads were accepted");
        AddIf(deliveries.Any(delivery => !delivery.SignatureValid), "a delivery had a wrong signature");
        faults.AddRange(
            delivered.Where(lead => !phones.ContainsKey(lead)).Select(lead => $"{lead} was delivered, but nobody sent it"));
        faults.AddRange(unknown.Where(outcome => outcome.Cause == UnknownCause.None).Select(
            outcome => $"{outcome.LeadId} is parked as unknown unnecessarily: {deadByLead[outcome.LeadId].First().Description} "
                + $"The last kill was at {kills.Select(kill => kill.From).LastOrDefault():O}. Altur: "
                + string.Join(", ", postsByPhone[phones[outcome.LeadId]].Select(post => $"{post.Outcome} {post.Status} at {post.At:O}"))));
        faults.AddRange(unknown.Where(outcome => outcome.Delay > longestWay).Select(
            outcome => $"{outcome.LeadId} is parked as unknown ({outcome.Cause}), {outcome.Delay} before the kill"));
        faults.AddRange(kills.SelectMany(kill => kill.OpenClaims).Where(claim => !parked.Contains(claim.LeadId)).Select(
            claim => $"{claim.LeadId} was being dialled at a kill and is not parked"));

        faults.AddRange(contents.DeadLetters.Where(letter => Unneeded.Contains(letter.Reason)).Select(
            letter => $"{letter.LeadId} was dead-lettered as {letter.Reason}, though every outage ended"));
        faults.AddRange(outages.Where(outage => !outage.PlacesNoCall).Select(CostOf).OfType<string>());

        return new ChaosBalance
        {
            Leads = options.Leads,
            Accepted = sender.Accepted,
            Delivered = delivered.Count,
            DeadLettered = contents.DeadLetters.GroupBy(letter => letter.Reason).ToDictionary(group => group.Key, group => group.Count()),
            Kills = kills.Count(kill => !kill.IsStop),
            Outages = outages.Count,
            DeliveredToo = unknown.Count(outcome => delivered.Contains(outcome.LeadId)),
            Posts = posts.Count,
            InFlightAtAKill = posts.Count(post => kills.Any(kill => post.At <= kill.To && kill.From <= EndOf(post, options))),
            NoClearAnswer = Count(UnknownCause.NoClearAnswer),
            RequestAtAltur = Count(UnknownCause.RequestAtAltur),
            AnswerOnItsWay = Count(UnknownCause.AnswerOnItsWay),
            LongestAnswer = Longest(UnknownCause.AnswerOnItsWay),
            RequestOnItsWay = Count(UnknownCause.RequestOnItsWay),
            LongestRequest = Longest(UnknownCause.RequestOnItsWay),
            FalseAlarms = Count(UnknownCause.None),
            Faults = faults,
        };

        // Its lane was lost during the call: the record went on, and the kill came before the message could be settled.
        bool HadAnswerAtAKill(string leadId) => unknown.Exists(
            outcome => outcome.LeadId == leadId && outcome.Cause is UnknownCause.AnswerOnItsWay or UnknownCause.RequestAtAltur);

        // Each process discovers an outage of Altur anew, at the cost of at most one call per lane.
        string? CostOf(Outage outage)
        {
            var asked = posts.Count(post => outage.From <= post.At && post.At <= outage.To);
            var allowed = (1 + kills.Count(kill => outage.From <= kill.To && kill.From <= outage.To)) * (options.Lanes + 4);
            return asked > allowed ? $"an outage ({outage.Shape}) cost {asked} leads, more than the {allowed} that must ask" : null;
        }

        int Count(UnknownCause cause) => unknown.Count(outcome => outcome.Cause == cause);

        TimeSpan Longest(UnknownCause cause) =>
            unknown.Where(outcome => outcome.Cause == cause).Select(outcome => outcome.Delay).DefaultIfEmpty().Max();

        void AddIf(bool isWrong, string sentence)
        {
            if (isWrong)
            {
                faults.Add(sentence);
            }
        }
    }

    private static DateTimeOffset EndOf(AlturPost post, ChaosOptions options) =>
        post.Outcome == "hang" ? post.At + options.AlturTimeout : post.DecidedAt;
}
