using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.EmbeddedHost.Clients;
using AlturBridge.Messages;
using AlturBridge.Testing;
using AlturBridge.Testing.Processes;

namespace AlturBridge.EndToEndTests;

/// <summary>
/// Thousands of dead letters, replayed by a separate, paused process: what it replays stays on the queue to be counted.
/// </summary>
public sealed class ReplayTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task Killed_in_the_middle_and_repeated_every_lead_is_replayed_exactly_once()
    {
        const int Count = 3_000;
        await DeadLeads.WriteAsync(folder.Path, Count);

        await using (var killed = await StartAsync(out var address))
        {
            var replaying = DeadLeads.ReplayAsync(http, address);
            await Eventually.TrueAsync(async () => await WaitingAsync(address) > 0, "some are replayed");
            killed.Kill();
            await Assert.ThrowsAnyAsync<Exception>(() => replaying);
        }

        await using (var again = await StartAsync(out var address))
        {
            await DeadLeads.ReplayAsync(http, address);
            again.Terminate();
            await again.ExitCodeAsync();
        }

        Assert.Equal((Count, Count, 0), await CountAsync());
    }

    public void Dispose()
    {
        http.Dispose();
        folder.Dispose();
    }

    private Task<ChildProcess> StartAsync(out Uri address)
    {
        address = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        var process = ChildProcess.Start(
            "AlturBridge.EmbeddedHost",
            folder.Path,
            "--urls", address.AbsoluteUri, "--data", folder.Path, "Altur__ApiKey=test-key", "Webhook__Url=http://127.0.0.1:9",
            "AzureWebJobs.PlaceCall.Disabled=true");
        return ListeningAsync();

        async Task<ChildProcess> ListeningAsync()
        {
            await Eventually.TrueAsync(() => process.Output.Contains("listens on", StringComparison.Ordinal), "the bridge listens");
            return process;
        }
    }

    private async Task<int> WaitingAsync(Uri address) =>
        (int)(await http.GetFromJsonAsync<JsonObject>(new Uri(address, "api/status")))!["queues"]![0]!["waiting"]!;

    /// <returns>Messages on the queue, different leads among them, and dead letters.</returns>
    private async Task<(int Messages, int Leads, int Dead)> CountAsync()
    {
        await using var broker = Open();
        await using var receiver = new EmbeddedServiceBusClient(broker).CreateReceiver(Queues.Calls);
        var leads = new List<string>();
        for (var from = 1L; await receiver.PeekMessagesAsync(1000, from) is { Count: > 0 } messages; from = messages[^1].SequenceNumber + 1)
        {
            leads.AddRange(messages.Select(message => message.CorrelationId));
        }

        return (leads.Count, leads.Distinct().Count(), broker.Queue($"{Queues.Calls}/{BrokerQueue.DeadLetterSuffix}").Count);
    }

    private QueueBroker Open() => QueueBroker.Open(folder.Path, LoadQueues.Definitions, TimeProvider.System);
}
