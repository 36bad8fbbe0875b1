using System.Text;
using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.EmbeddedHost.Clients;
using AlturBridge.Messages;
using AlturBridge.Testing.Processes;
using Azure.Messaging.ServiceBus;

namespace AlturBridge.LoadTests.Load;

/// <summary>Fills a queue file with leads before the bridge starts, so that only calling them is measured.</summary>
internal static class QueueFiller
{
    public static async Task FillAsync(string folder, IEnumerable<string> phoneNumbers, int laneCount, CancellationToken cancellationToken)
    {
        await using var broker = QueueBroker.Open(folder, LoadQueues.Definitions, TimeProvider.System);
        await using var client = new EmbeddedServiceBusClient(broker);
        await FillAsync(client, phoneNumbers, laneCount, cancellationToken);
    }

    public static async Task FillAsync(
        ServiceBusClient client, IEnumerable<string> phoneNumbers, int laneCount, CancellationToken cancellationToken)
    {
        var lanes = new Lanes(laneCount);
        await using var sender = client.CreateSender(Queues.Calls);
        await Parallel.ForEachAsync(
            phoneNumbers.Chunk(500),
            cancellationToken,
            async (chunk, cancellation) =>
                await sender.SendMessagesAsync(chunk.Select(number => CreateMessage(number, lanes)), cancellation));
    }

    private static ServiceBusMessage CreateMessage(string phoneNumber, Lanes lanes)
    {
        var body = $$"""{"agent_id":"3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34","phone_number_to":"{{phoneNumber}}","end_user_display_name":"Zoë Lindqvist"}""";
        return CallMessage.Create(
            LeadId.Of("load", phoneNumber),
            "load",
            new BinaryData(Encoding.UTF8.GetBytes(body)),
            lanes.Of(phoneNumber),
            DateTimeOffset.UtcNow,
            TimeSpan.FromDays(1));
    }
}
