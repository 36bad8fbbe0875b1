using System.Text;
using AlturBridge.Messages;
using AlturBridge.Simulation.Edges;
using AlturBridge.Simulation.Stories;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Simulation.Hosting;

/// <summary>Replays and discards dead letters while everything runs, and retries if there was no good answer.</summary>
public sealed class OperatorOrders(Simulation simulation)
{
    private const int MostAttempts = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public void Send(Fault order) => Send(order, attempt: 1);

    private void Send(Fault order, int attempt)
    {
        var isDone = false;
        var key = (order.At.Ticks + attempt) ^ 0x0BEA;
        if (simulation.Fleet.Pick(key, host => host.TakesRequests) is { } host)
        {
            _ = PostAsync(order, host.Worker, status =>
            {
                isDone = status == StatusCodes.Status200OK;
                simulation.Trace?.Write(host.Worker, 0, $"answers the operator {status}");
            });
        }

        simulation.World.After(Patience, () =>
        {
            if (!isDone && attempt < MostAttempts)
            {
                Send(order, attempt + 1);
            }
        });
    }

    private async Task PostAsync(Fault order, Worker worker, Action<int> answered)
    {
        var isRedial = order.Kind == FaultKind.Replay && order.Pick % 4 == 0;
        var selection = (order.Pick / 4 % 4) switch
        {
            0 => $"\"queue\":\"{Queues.CallRecords}\"",
            1 => $"\"reason\":\"{DeadLetterReason.OutcomeUnknown}\"",
            _ => $"\"queue\":\"{Queues.Calls}\"",
        };
        var body = $"{{{selection}{(isRedial ? ",\"redial\":true" : string.Empty)}}}";

        simulation.Trace?.Write(worker, 0, $"is told to {order.Kind.ToString().ToLowerInvariant()} {body}");
        Invocation.Current = new Invocation(worker, Lead: 0) { IsRedial = isRedial };
        var result = await simulation.Composition.AskAsync(
            worker, order.Kind == FaultKind.Replay ? "ReplayDeadLetters" : "DiscardDeadLetters", Encoding.UTF8.GetBytes(body));
        answered(result);
    }
}
