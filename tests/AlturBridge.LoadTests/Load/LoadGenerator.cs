using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AlturBridge.Testing.Processes;

namespace AlturBridge.LoadTests.Load;

/// <summary>Posts leads as fast as the given connections allow.</summary>
internal static class LoadGenerator
{
    private const int Connections = 64;

    /// <summary>Runs in a separate process.</summary>
    /// <param name="bridge">The bridge's address.</param>
    /// <param name="shape">The leads' source and payload.</param>
    /// <param name="requests">How many leads.</param>
    /// <param name="round">No two rounds send the same leads.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="InvalidOperationException">A lead was not accepted.</exception>
    public static async Task<LoadResult> RunApartAsync(
        Uri bridge, LeadShape shape, int requests, int round, CancellationToken cancellationToken)
    {
        await using var generator = Child.StartSelf(
            "child-generate", new Uri(bridge, $"api/leads/{shape.Name}").AbsoluteUri, Text(Connections), Text(requests),
            Text(round * requests), shape.Name);
        var result = JsonSerializer.Deserialize<LoadResult>(await generator.ReadToEndAsync(cancellationToken))!;

        return result.Failures == 0
            ? result
            : throw new InvalidOperationException($"{Text(result.Failures)} requests were not answered with 202.");
    }

    public static async Task<LoadResult> RunAsync(
        Uri url, int connections, int requests, int firstLead, LeadShape shape, CancellationToken cancellationToken)
    {
        var next = firstLead - 1;
        var failures = 0;
        var latencies = new ConcurrentBag<double[]>();
        var stopwatch = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            using var connection = new HttpConnection(url);
            await connection.ConnectAsync(cancellationToken);
            var own = new List<double>(requests / connections);
            int lead;

            while ((lead = Interlocked.Increment(ref next)) < firstLead + requests)
            {
                var (body, headers) = shape.Create(lead);
                var started = Stopwatch.GetTimestamp();
                var status = await connection.PostAsync(body, headers, cancellationToken);
                own.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                _ = status == 202 ? 0 : Interlocked.Increment(ref failures);
            }

            latencies.Add([.. own]);
        }));

        return LoadResult.From(stopwatch.Elapsed, failures, latencies.SelectMany(own => own));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
