using AlturBridge.Messages;
using AlturBridge.Sandbox.Simulation;

namespace AlturBridge.Sandbox.Run;

/// <summary>
/// Follows the sample leads: Altur knows them by phone number, the webhook by lead id. Thread safe.
/// </summary>
public sealed class Journeys
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LeadJourney> byPhone;
    private readonly Dictionary<string, string> phoneByLeadId;
    private readonly List<string> order;
    private int ended;

    public Journeys(IEnumerable<SampleLead> leads)
    {
        var all = leads.ToList();
        order = [.. all.Select(lead => lead.PhoneNumber)];
        phoneByLeadId = all.ToDictionary(
            lead => LeadId.Of(lead.Source, lead.IdempotencyKey, lead.PhoneNumber), lead => lead.PhoneNumber);
        byPhone = all.ToDictionary(lead => lead.PhoneNumber, lead => new LeadJourney { Lead = lead });
    }

    public int Count => order.Count;

    /// <summary>How many have ended.</summary>
    public int Ended
    {
        get
        {
            lock (gate)
            {
                return ended;
            }
        }
    }

    public bool IsSample(string leadId) => phoneByLeadId.ContainsKey(leadId);

    /// <summary>Grows with everything that happens.</summary>
    public long Events { get; private set; }

    public IReadOnlyList<LeadJourney> All
    {
        get
        {
            lock (gate)
            {
                return [.. order.Select(phone => byPhone[phone])];
            }
        }
    }

    public void Accepted(SampleLead lead, string leadId) => Change(lead.PhoneNumber, journey => journey with { LeadId = leadId });

    public void NotAccepted(SampleLead lead, string why) => Change(lead.PhoneNumber, journey => journey with { NotAccepted = why });

    /// <returns>The lead, or null for a call that is not one of ours.</returns>
    public SampleLead? Posted(AlturPost post) => post.PhoneNumberTo is { } phone
        ? Change(phone, journey => journey with { Posts = journey.Posts + 1, Rings = journey.Rings + (post.Rang ? 1 : 0) })
        : null;

    /// <returns>The lead, or null for a delivery that is not one of ours.</returns>
    public SampleLead? Delivered(WebhookDelivery delivery) => ChangeByLeadId(delivery.WebhookId, journey => journey with
    {
        Delivered = journey.Delivered + (delivery.Accepted ? 1 : 0),
        FailedDeliveries = journey.FailedDeliveries + (delivery.Accepted ? 0 : 1),
        WrongSignatures = journey.WrongSignatures + (delivery.SignatureValid ? 0 : 1),
    });

    /// <returns>The lead, or null for a dead letter that is not one of ours.</returns>
    public SampleLead? DeadLettered(string leadId, string why) => ChangeByLeadId(leadId, journey => journey with { DeadLetter = why });

    private SampleLead? ChangeByLeadId(string? leadId, Func<LeadJourney, LeadJourney> change) =>
        leadId is not null && phoneByLeadId.TryGetValue(leadId, out var phone) ? Change(phone, change) : null;

    private SampleLead? Change(string phone, Func<LeadJourney, LeadJourney> change)
    {
        lock (gate)
        {
            Events++;
            if (!byPhone.TryGetValue(phone, out var before))
            {
                return null;
            }

            var after = byPhone[phone] = change(before);
            ended += (after.HasEnded ? 1 : 0) - (before.HasEnded ? 1 : 0);
            return after.Lead;
        }
    }
}
