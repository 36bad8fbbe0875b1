using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AlturBridge.Testing;
using AlturBridge.Testing.Processes;

namespace AlturBridge.LoadTests.Measurements;

/// <summary>Ten thousand dead letters replayed, compared with as many new leads in ten requests. Nobody is called.</summary>
internal static class Replay
{
    private const int Leads = 10_000;
    private const double Limit = 120;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await DeadLeads.WriteAsync(folder.Path, Leads);
        await using var bridge = await PublishedBridge.StartAsync(BridgeArguments.Create(
            folder.Path, settings: ["Altur__AgentId=3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34", "AzureWebJobs.PlaceCall.Disabled=true"]));
        using var http = new HttpClient
        {
            BaseAddress = BridgeArguments.UrlIn(await bridge.ReadLineWithAsync("listens on", cancellationToken)),
        };

        var accepted = Stopwatch.StartNew();
        foreach (var batch in Enumerable.Range(0, Leads).Chunk(1000))
        {
            using var response = await http.PostAsJsonAsync(
                "api/leads/json", batch.Select(index => new { phone_number_to = LeadBody.PhoneNumber(index) }), cancellationToken);
            response.EnsureSuccessStatusCode();
        }

        accepted.Stop();
        var (replayed, all) = (Stopwatch.StartNew(), 0);
        for (var more = true; more;)
        {
            using var response = await http.PostAsJsonAsync(
                "api/dead-letters/replay", new { queue = "calls", before = DateTimeOffset.UtcNow }, cancellationToken);
            var answer = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
            all += (int)answer!["replayed"]!;
            more = (bool)answer["more"]!;
        }

        return all == Leads
            ? [new Figure(
                "10,000 dead letters replayed",
                replayed.Elapsed.TotalSeconds,
                "s",
                accepted.Elapsed.TotalSeconds,
                "10,000 leads in ten requests",
                Limit: Limit)]
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{all} dead letters were replayed."));
    }
}
