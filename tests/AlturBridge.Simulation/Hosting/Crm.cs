using System.Text;
using AlturBridge.Receiving;
using AlturBridge.Simulation.Edges;
using AlturBridge.Simulation.Stories;
using AlturBridge.Simulation.Time;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Simulation.Hosting;

/// <summary>Sends a story's leads, and resends those not accepted.</summary>
public sealed class Crm(Simulation simulation)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HashSet<int> accepted = [];

    /// <summary>Whether every lead was accepted.</summary>
    public bool IsDone => accepted.Count == simulation.Story.Leads.Count;

    public void Begin()
    {
        foreach (var lead in simulation.Story.Leads)
        {
            simulation.World.After(lead.At, () => Send(lead, attempt: 1));
            if (lead.AgainAfter is { } again)
            {
                simulation.World.After(lead.At + again, () => Send(lead, attempt: 1000));
            }
        }
    }

    private void Send(LeadPlan lead, int attempt)
    {
        var isAnswered = false;
        Invocation? invocation = null;
        if (simulation.Fleet.Pick((lead.Number * 10_000L) + attempt, host => host.TakesRequests) is { } host)
        {
            var asked = invocation = new Invocation(host.Worker, lead.Number);
            _ = PostAsync(lead, asked, answered: status =>
            {
                isAnswered = true;
                simulation.Trace?.Write(host.Worker, lead.Number, $"answers the CRM {status}");
                // 200: already known and accepted.
                if (status == StatusCodes.Status202Accepted
                    || (status == StatusCodes.Status200OK && simulation.Ledger.WasQueued(lead.Number)))
                {
                    accepted.Add(lead.Number);
                    simulation.Ledger.Accepted(lead.Number);
                }
                else
                {
                    simulation.Ledger.Refused(asked, $"The CRM was answered {status}");
                    Again(TimeSpan.FromSeconds(5 + (55 * Draw.Share(simulation.World.Seed, Chance.Resend, lead.Number, attempt))));
                }
            });
        }

        simulation.World.After(Patience, () =>
        {
            if (!isAnswered)
            {
                simulation.Ledger.Refused(invocation, "The CRM got no answer within 30 seconds");
                Again(TimeSpan.Zero);
            }
        });

        void Again(TimeSpan wait)
        {
            isAnswered = true;
            simulation.World.After(wait, () => Send(lead, attempt + 1));
        }
    }

    private async Task PostAsync(LeadPlan lead, Invocation invocation, Action<int> answered)
    {
        Invocation.Current = invocation;
        var body = Encoding.UTF8.GetBytes($$"""{"phone_number_to":"{{lead.Phone}}","end_user_display_name":"{{lead.Key}}"}""");
        answered(await simulation.Composition.AskAsync(invocation.Worker, nameof(ReceiveLead), body, lead.Key));
    }
}
