using System.Text;
using AlturBridge.Receiving;
using AlturBridge.Simulation.Edges;
using AlturBridge.Simulation.Stories;
using AlturBridge.Simulation.Time;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Simulation.Hosting;

/// <summary>Sends the leads of a story, and sends again what was not accepted.</summary>
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
        if (simulation.Fleet.Pick((lead.Number * 10_000L) + attempt, host => host.TakesRequests) is { } host)
        {
            _ = PostAsync(lead, host.Worker, answered: status =>
            {
                isAnswered = true;
                simulation.Trace?.Write(host.Worker, lead.Number, $"answers the CRM {status}");
                if (status == StatusCodes.Status202Accepted)
                {
                    accepted.Add(lead.Number);
                    simulation.Ledger.Accepted(lead.Number);
                }
                else
                {
                    Again(TimeSpan.FromSeconds(5 + (55 * Draw.Share(simulation.World.Seed, Chance.Resend, lead.Number, attempt))));
                }
            });
        }

        simulation.World.After(Patience, () =>
        {
            if (!isAnswered)
            {
                Again(TimeSpan.Zero);
            }
        });

        void Again(TimeSpan wait)
        {
            isAnswered = true;
            simulation.World.After(wait, () => Send(lead, attempt + 1));
        }
    }

    private async Task PostAsync(LeadPlan lead, Worker worker, Action<int> answered)
    {
        Invocation.Current = new Invocation(worker, lead.Number);
        var body = Encoding.UTF8.GetBytes($$"""{"phone_number_to":"{{lead.Phone}}","end_user_display_name":"{{lead.Key}}"}""");
        var context = new DefaultHttpContext { RequestServices = worker.Services };
        context.Request.Method = HttpMethods.Post;
        context.Request.ContentType = "application/json";
        context.Request.ContentLength = body.Length;
        context.Request.Body = new MemoryStream(body);
        context.Request.Headers["Idempotency-Key"] = lead.Key;

        var function = simulation.Composition.Functions.Http.Single(function => function.Name == nameof(ReceiveLead));
        var result = await function.Invoker.InvokeAsync(worker.Services, parameter => parameter.ParameterType switch
        {
            var type when type == typeof(HttpRequest) => context.Request,
            var type when type == typeof(string) => "json",
            var type when type == typeof(CancellationToken) => CancellationToken.None,
            var type => throw new NotSupportedException($"The simulation binds no parameter of type {type.Name}."),
        });

        answered(result is IStatusCodeHttpResult { StatusCode: { } status } ? status : StatusCodes.Status200OK);
    }
}
