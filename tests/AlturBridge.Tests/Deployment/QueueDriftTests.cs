using System.Text.Json.Nodes;
using System.Xml;
using AlturBridge.EmbeddedHost.Broker;
using QueueNames = AlturBridge.Messages.Queues;

namespace AlturBridge.Tests.Deployment;

public sealed class QueueDriftTests
{
    private static readonly IReadOnlyList<QueueDefinition> Embedded = QueueDefinitions.Read(
        Repository.PathOf("local", "EmbeddedHost", "queues.json"));

    [BicepFact]
    public async Task The_queues_in_Azure_are_those_of_the_embedded_host()
    {
        var deployed = await DeployedAsync();

        Assert.Equal(
            Embedded.OrderBy(queue => queue.Name, StringComparer.Ordinal), deployed.OrderBy(queue => queue.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void The_queues_are_as_the_code_relies_on()
    {
        var calls = Assert.Single(Embedded, queue => queue.Name == QueueNames.Calls);
        var records = Assert.Single(Embedded, queue => queue.Name == QueueNames.CallRecords);

        Assert.True(calls.RequiresSession, "A lane is a session.");
        Assert.False(records.RequiresSession);
        Assert.All([calls, records], queue => Assert.True(queue.RequiresDuplicateDetection));
        Assert.All([calls, records], queue => Assert.Equal((2000, TimeSpan.FromMinutes(5)), (queue.MaxDeliveryCount, queue.LockDuration)));
        Assert.True(calls.DeadLetteringOnMessageExpiration);
        Assert.Equal(2, Embedded.Count);
    }

    private static async Task<IReadOnlyList<QueueDefinition>> DeployedAsync()
    {
        var plan = await PlannedDeployment.DefaultAsync();
        return [.. plan.OfType("Microsoft.ServiceBus/namespaces/queues").Select(
            queue => Definition((string)queue["name"]!, queue["properties"]!))];
    }

    private static QueueDefinition Definition(string name, JsonNode queue) => new()
    {
        Name = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..],
        RequiresSession = (bool)queue["requiresSession"]!,
        RequiresDuplicateDetection = (bool)queue["requiresDuplicateDetection"]!,
        DuplicateDetectionHistoryTimeWindow = Duration(queue["duplicateDetectionHistoryTimeWindow"]!),
        LockDuration = Duration(queue["lockDuration"]!),
        MaxDeliveryCount = (int)queue["maxDeliveryCount"]!,
        DefaultMessageTimeToLive = Duration(queue["defaultMessageTimeToLive"]!),
        DeadLetteringOnMessageExpiration = (bool)queue["deadLetteringOnMessageExpiration"]!,
    };

    /// <summary>To the millisecond: the emulator's format truncates the maximum time span.</summary>
    private static TimeSpan Duration(JsonNode text)
    {
        var duration = XmlConvert.ToTimeSpan((string)text!);
        return TimeSpan.FromTicks(duration.Ticks - (duration.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
