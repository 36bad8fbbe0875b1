using System.Net;
using System.Text;
using System.Text.Json;
using AlturBridge.Simulation.Promises;
using AlturBridge.Simulation.Time;

namespace AlturBridge.Simulation.Edges;

/// <summary>Altur as seen from outside; it alone knows whether a phone rang.</summary>
public sealed class SimulatedAltur(Simulation simulation)
{
    private static readonly HttpOutage[] Odd =
    [
        HttpOutage.TooManyRequests, HttpOutage.Unavailable, HttpOutage.ServerError, HttpOutage.Resets, HttpOutage.CutAnswer,
        HttpOutage.NoRecord,
        HttpOutage.Refusal, HttpOutage.AnswerHangs,
    ];

    /// <summary>Connects, asks the content for its bytes, and waits for the answer.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var invocation = Invocation.Current;
        var edge = new HttpEdge(simulation, invocation);

        await edge.ConnectAsync(Operation.Connect, simulation.Chaos.Altur, cancellationToken);
        using var sent = new MemoryStream();
        // Only now, once connected: the content claims before its first byte.
        await request.Content!.CopyToAsync(sent, cancellationToken);

        return await PostAsync(edge, invocation, new BinaryData(sent.ToArray()), cancellationToken);
    }

    private async Task<HttpResponseMessage> PostAsync(
        HttpEdge edge, Invocation invocation, BinaryData body, CancellationToken cancellationToken)
    {
        var dial = simulation.Ledger.Dialled(invocation, LeadOf(body));

        try
        {
            return await edge.AskAsync(Operation.Post, () => Answer(dial), cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            dial.IsCertain = false;
            throw;
        }
        finally
        {
            simulation.Ledger.Heard(dial);
        }
    }

    private HttpAnswer Answer(DialSeen dial)
    {
        var shape = simulation.Chaos.Altur is var outage and > HttpOutage.ConnectionHangs ? outage : OddAnswer(dial);
        var isPlaced = shape switch
        {
            HttpOutage.None or HttpOutage.CutAnswer or HttpOutage.NoRecord => true,
            HttpOutage.ServerError or HttpOutage.Resets or HttpOutage.AnswerHangs =>
                Draw.Happens(simulation.World.Seed, Chance.Placed, dial.Lead, 0.5, dial.Number),
            _ => false,
        };

        var record = Encoding.UTF8.GetBytes($$"""{"id":"call-{{dial.Lead}}-{{dial.Number}}","status":"created"}""");
        simulation.Ledger.Arrived(dial, shape, isPlaced, isPlaced ? new BinaryData(record) : null);

        return shape switch
        {
            HttpOutage.None => new(Wait(dial), HttpStatusCode.Created, record),
            HttpOutage.CutAnswer => new(Wait(dial), HttpStatusCode.Created, record[..(record.Length / 2)], IsCut: true),
            HttpOutage.NoRecord => new(Wait(dial), HttpStatusCode.OK, "thank you"u8.ToArray()),
            HttpOutage.TooManyRequests => new(
                TimeSpan.FromMilliseconds(80),
                HttpStatusCode.TooManyRequests,
                "slow down"u8.ToArray(),
                RetryAfter: TimeSpan.FromSeconds(7)),
            HttpOutage.Unavailable => new(TimeSpan.FromMilliseconds(80), HttpStatusCode.ServiceUnavailable, []),
            HttpOutage.ServerError => new(Wait(dial), HttpStatusCode.InternalServerError, "oops"u8.ToArray()),
            HttpOutage.Refusal => new(TimeSpan.FromMilliseconds(120), HttpStatusCode.UnprocessableEntity, "no such agent"u8.ToArray()),
            HttpOutage.Resets => new(
                TimeSpan.FromMilliseconds(200),
                Failure: new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely.")),
            _ => new(Timeout.InfiniteTimeSpan),
        };
    }

    private HttpOutage OddAnswer(DialSeen dial) =>
        Draw.Happens(simulation.World.Seed, Chance.Answer, dial.Lead, simulation.Story.Settings.OddAnswers, dial.Number)
            ? Odd[Draw.Pick(simulation.World.Seed, Chance.Answer, dial.Lead, Odd.Length, dial.Number + 1000)]
            : HttpOutage.None;

    private TimeSpan Wait(DialSeen dial)
    {
        var (shortest, longest) = simulation.Story.Settings.AnswerTime;
        return shortest + ((longest - shortest) * Draw.Share(simulation.World.Seed, Chance.AnswerTime, dial.Lead, dial.Number));
    }

    private int LeadOf(BinaryData body)
    {
        using var call = JsonDocument.Parse(body);
        return simulation.LeadOf(call.RootElement.GetProperty("end_user_display_name").GetString()!);
    }
}
