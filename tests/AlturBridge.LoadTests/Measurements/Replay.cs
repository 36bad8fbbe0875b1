using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
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
        var url = BridgeArguments.UrlIn(await bridge.ReadLineWithAsync("listens on", cancellationToken));
        using var http = new HttpClient();

        var accepted = Stopwatch.StartNew();
        foreach (var batch in Enumerable.Range(0, Leads).Chunk(1000))
        {
            using var response = await http.PostAsJsonAsync(
                new Uri(url, "api/leads/json"),
                batch.Select(index => new { phone_number_to = LeadBody.PhoneNumber(index) }),
                cancellationToken);
            response.EnsureSuccessStatusCode();
        }

        accepted.Stop();
        var replaying = Stopwatch.StartNew();
        var replayed = await DeadLeads.ReplayAsync(http, url, cancellationToken);
        replaying.Stop();
        return replayed == Leads
            ? [new Figure(
                "10,000 dead letters replayed",
                replaying.Elapsed.TotalSeconds,
                "s",
                accepted.Elapsed.TotalSeconds,
                "10,000 leads in ten requests",
                Limit: Limit)]
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{replayed} dead letters were replayed."));
    }
}
