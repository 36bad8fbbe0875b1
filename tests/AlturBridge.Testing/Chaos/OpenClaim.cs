using AlturBridge.Calling;
using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.EmbeddedHost.Clients;
using AlturBridge.EmbeddedHost.Runner;
using AlturBridge.Messages;
using AlturBridge.Testing.Processes;

namespace AlturBridge.Testing.Chaos;

/// <summary>A queued message whose lane holds its claim without an answer: the only kind a kill may leave in doubt.</summary>
public sealed record OpenClaim(string LeadId, DateTimeOffset At)
{
    /// <summary>Reads a copy of the queue file: the next host gets the file exactly as the killed one left it.</summary>
    public static async Task<IReadOnlyList<OpenClaim>> ReadAsync(string folder, int lanes, CancellationToken cancellationToken)
    {
        using var copy = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(folder))
        {
            File.Copy(file, Path.Combine(copy.Path, Path.GetFileName(file)));
        }

        await using var broker = QueueBroker.Open(copy.Path, LoadQueues.Definitions, TimeProvider.System);
        await using var client = new EmbeddedServiceBusClient(broker);
        var waiting = await QueueContents.WaitingCallsAsync(client, cancellationToken);
        var open = new List<OpenClaim>();

        foreach (var lane in Enumerable.Range(0, lanes))
        {
            await using var session = await client.AcceptSessionAsync(Queues.Calls, $"lane-{lane}", cancellationToken: cancellationToken);
            var state = await LaneState.ReadAsync(new EmbeddedSessionMessageActions(session), DateTimeOffset.UtcNow, cancellationToken);
            open.AddRange(state.Claims.Where(claim => claim is { Answer: null, IsHandedOn: false }
                && waiting.ContainsKey(claim.MessageId)).Select(claim => new OpenClaim(waiting[claim.MessageId], claim.At)));
        }

        return open;
    }
}
