using System.Collections.Concurrent;
using System.Diagnostics;

namespace AlturBridge.LoadTests.Load;

/// <summary>Posts leads as fast as the given connections allow.</summary>
internal static class LoadGenerator
{
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
}
