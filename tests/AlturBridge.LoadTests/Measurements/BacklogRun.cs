using System.Diagnostics;
using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.EmbeddedHost.Clients;
using AlturBridge.LoadTests.Load;
using AlturBridge.Testing;
using AlturBridge.Testing.Processes;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.LoadTests.Measurements;

/// <summary>The queues' performance with a backlog of one size.</summary>
/// <param name="SendsPerSecond">With 256 senders.</param>
/// <param name="DrainsPerSecond">Received and completed in 64 lanes.</param>
/// <param name="OpenSeconds">Reopening the queues.</param>
/// <param name="ResidentMegabytes">Of the whole process once the backlog is open, before the sends add as many messages again.</param>
internal sealed record BacklogRun(double SendsPerSecond, double DrainsPerSecond, double OpenSeconds, double ResidentMegabytes)
{
    private const int LaneCount = 64;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    public static async Task<BacklogRun> RunAsync(int messages, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await QueueFiller.FillAsync(folder.Path, Enumerable.Range(0, messages).Select(LeadBody.PhoneNumber), LaneCount, cancellationToken);
        GC.Collect();

        var opening = Stopwatch.StartNew();
        await using var broker = QueueBroker.Open(folder.Path, LoadQueues.Definitions, TimeProvider.System);
        var openSeconds = opening.Elapsed.TotalSeconds;
        var residentMegabytes = Environment.WorkingSet / 1e6;

        await using var client = new EmbeddedServiceBusClient(broker);
        await Sends.SendForAsync(client, 256, TimeSpan.FromSeconds(1), cancellationToken);
        var sends = await Sends.SendForAsync(client, 256, Duration, cancellationToken);
        var drains = await DrainAsync(client, messages, cancellationToken);

        return new BacklogRun(sends, drains, openSeconds, residentMegabytes);
    }

    private static async Task<double> DrainAsync(ServiceBusClient client, int messages, CancellationToken cancellationToken)
    {
        // A small backlog is drained before the time is up; a large one is not drained completely.
        var most = Math.Min(messages, 100_000);
        var drained = 0;
        var stopwatch = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, LaneCount).Select(_ => Task.Run(
            async () =>
            {
                await using var session = await client.AcceptNextSessionAsync("calls", cancellationToken: cancellationToken);
                while (stopwatch.Elapsed < Duration && Volatile.Read(ref drained) < most
                    && await session.ReceiveMessageAsync(TimeSpan.FromMilliseconds(10), cancellationToken) is { } message)
                {
                    await session.CompleteMessageAsync(message, cancellationToken);
                    Interlocked.Increment(ref drained);
                }
            },
            cancellationToken)));

        return drained / stopwatch.Elapsed.TotalSeconds;
    }
}
