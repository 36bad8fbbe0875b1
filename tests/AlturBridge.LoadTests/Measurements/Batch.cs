using System.Diagnostics;
using System.Globalization;
using AlturBridge.LoadTests.Load;
using AlturBridge.Testing;
using AlturBridge.Testing.Processes;

namespace AlturBridge.LoadTests.Measurements;

/// <summary>A batch in one request, compared with one request per lead, sent sequentially on one connection.</summary>
internal static class Batch
{
    private const int Leads = 1000;
    private const int Rounds = 5;
    private const double Limit = 1000;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await using var bridge = await PublishedBridge.StartAsync(
            BridgeArguments.Create(folder.Path, settings: "Altur__AgentId=3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34"));
        var url = new Uri(BridgeArguments.UrlIn(await bridge.ReadLineWithAsync("listens on", cancellationToken)), "api/leads/json");
        using var connection = new HttpConnection(url);
        await connection.ConnectAsync(cancellationToken);
        var (batches, singles) = (new List<double>(), new List<double>());

        for (var round = 0; round < Rounds; round++)
        {
            var leads = Enumerable.Range(2 * round * Leads, 2 * Leads).Select(Body).ToList();
            batches.Add(await PostAsync(connection, [$"[{string.Join(',', leads.Take(Leads))}]"], cancellationToken));
            singles.Add(await PostAsync(connection, leads.Skip(Leads), cancellationToken));
        }

        return
        [
            new Figure(
                "1,000 leads in one request, the first", batches[0], "ms", singles[0], "1,000 requests, one connection", Limit: Limit),
            new Figure(
                "1,000 leads in one request, median of 5",
                Median.Of(batches),
                "ms",
                Median.Of(singles),
                "1,000 requests, one connection",
                Limit: Limit),
        ];
    }

    /// <returns>Milliseconds until the last 202.</returns>
    private static async Task<double> PostAsync(HttpConnection connection, IEnumerable<string> bodies, CancellationToken cancellationToken)
    {
        var stopwatch = Stopwatch.StartNew();
        foreach (var body in bodies)
        {
            var status = await connection.PostAsync(body, cancellationToken);
            _ = status == 202
                ? status
                : throw new InvalidOperationException(FormattableString.Invariant($"The leads were answered with {status}."));
        }

        return stopwatch.Elapsed.TotalMilliseconds;
    }

    /// <summary>Short enough for a thousand in 256 KB.</summary>
    private static string Body(int index) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"phone_number_to":"{{LeadBody.PhoneNumber(index)}}","end_user_display_name":"Zoë Lindqvist {{index}}","end_user_context":"Asked for a demo of the Pro plan on the pricing page."}""");
}
