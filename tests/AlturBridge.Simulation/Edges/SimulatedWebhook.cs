using System.Net;
using AlturBridge.Simulation.Time;

namespace AlturBridge.Simulation.Edges;

/// <summary>The customer's webhook and the network in front of it.</summary>
public sealed class SimulatedWebhook(Simulation simulation)
{
    private static readonly HttpOutage[] Odd =
        [HttpOutage.TooManyRequests, HttpOutage.Unavailable, HttpOutage.ServerError, HttpOutage.Resets, HttpOutage.AnswerHangs,
            HttpOutage.Refusal];

    private readonly Dictionary<int, int> turns = [];

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var invocation = Invocation.Current;
        var edge = new HttpEdge(simulation, invocation);
        var webhookId = request.Headers.GetValues("webhook-id").Single();

        await edge.ConnectAsync(Operation.ConnectWebhook, simulation.Chaos.Webhook, cancellationToken);
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);

        return await edge.AskAsync(Operation.Deliver, () => Take(webhookId, new BinaryData(body)), cancellationToken);
    }

    private HttpAnswer Take(string webhookId, BinaryData record)
    {
        var lead = simulation.LeadOf(webhookId[(webhookId.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        var seed = simulation.World.Seed;
        var turn = turns[lead] = turns.GetValueOrDefault(lead) + 1;
        var shape = simulation.Chaos.Webhook is var outage and > HttpOutage.ConnectionHangs ? outage
            : Draw.Happens(seed, Chance.Delivery, lead, simulation.Story.Settings.OddDeliveries, turn) ? Odd[Draw.Pick(
                seed, Chance.Delivery, lead, Odd.Length, -turn)]
            : HttpOutage.None;

        // A receiver may accept a record and fail to say so.
        var isTaken = shape is HttpOutage.None || (
            shape is HttpOutage.Resets or HttpOutage.AnswerHangs && Draw.Happens(seed, Chance.Placed, -lead, 0.5, turn));
        if (isTaken)
        {
            simulation.Ledger.Delivered(lead, record);
        }

        return shape switch
        {
            HttpOutage.None => new(TimeSpan.FromMilliseconds(50), HttpStatusCode.NoContent),
            HttpOutage.TooManyRequests =>
                new(TimeSpan.FromMilliseconds(50), HttpStatusCode.TooManyRequests, [], RetryAfter: TimeSpan.FromSeconds(20)),
            HttpOutage.Unavailable => new(TimeSpan.FromMilliseconds(50), HttpStatusCode.ServiceUnavailable),
            HttpOutage.Refusal => new(TimeSpan.FromMilliseconds(50), HttpStatusCode.BadRequest),
            HttpOutage.Resets => new(
                TimeSpan.FromMilliseconds(50),
                Failure: new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely.")),
            HttpOutage.AnswerHangs => new(Timeout.InfiniteTimeSpan),
            _ => new(TimeSpan.FromSeconds(1), HttpStatusCode.InternalServerError),
        };
    }
}
