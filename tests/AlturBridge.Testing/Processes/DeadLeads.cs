using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.EmbeddedHost.Clients;
using AlturBridge.Messages;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.Testing.Processes;

/// <summary>Dead letters written into a queue file before the bridge starts, and replayed once it runs.</summary>
internal static class DeadLeads
{
    public static async Task WriteAsync(string folder, int count)
    {
        await using var broker = QueueBroker.Open(folder, LoadQueues.Definitions, TimeProvider.System);
        await using var client = new EmbeddedServiceBusClient(broker);
        await using var sender = client.CreateSender(Queues.Calls);
        foreach (var leads in Enumerable.Range(0, count).Chunk(500))
        {
            await sender.SendMessagesAsync(leads.Select(Lead));
        }

        await using var receiver = await client.AcceptSessionAsync(Queues.Calls, "lane-1");
        for (var dead = 0; dead < count;)
        {
            var messages = await receiver.ReceiveMessagesAsync(500);
            await Task.WhenAll(messages.Select(
                message => receiver.DeadLetterMessageAsync(message, DeadLetterReason.AlturUnavailable, "No call was placed.")));
            dead += messages.Count;
        }
    }

    /// <summary>Repeats the request until nothing is left.</summary>
    /// <returns>How many were replayed.</returns>
    public static async Task<int> ReplayAsync(HttpClient http, Uri bridge, CancellationToken cancellationToken = default)
    {
        var (replayed, before) = (0, DateTimeOffset.UtcNow);
        while (true)
        {
            using var response = await http.PostAsJsonAsync(
                new Uri(bridge, "api/dead-letters/replay"), new { queue = Queues.Calls, before }, cancellationToken);
            var answer = (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>(cancellationToken))!;
            replayed += (int)answer["replayed"]!;
            if (!(bool)answer["more"]!)
            {
                return replayed;
            }
        }
    }

    private static ServiceBusMessage Lead(int index) => CallMessage.Create(
        $"crm:{index}", "crm", new BinaryData("""{"phone_number_to":"+12025550143"}"""), "lane-1", DateTimeOffset.UtcNow, TimeSpan.FromDays(1));
}
