using AlturBridge.EmbeddedHost.Broker;
using AlturBridge.EmbeddedHost.Runner;
using Microsoft.Extensions.Configuration;

namespace AlturBridge.Simulation;

/// <summary>What the deployment sets: the shipped <c>host.json</c> and queues.</summary>
/// <param name="Host">The host's settings.</param>
/// <param name="Queues">The queues as deployed.</param>
public sealed record SimulatedAzure(HostSettings Host, IReadOnlyList<QueueDefinition> Queues)
{
    public static SimulatedAzure Shipped()
    {
        var folder = AppContext.BaseDirectory;
        var host = new ConfigurationBuilder().AddJsonFile(Path.Combine(folder, "host.json")).Build();
        var section = new ConfigurationBuilder()
            .AddInMemoryCollection(
                host.AsEnumerable().Select(setting => KeyValuePair.Create($"{HostSettings.Section}:{setting.Key}", setting.Value)))
            .Build();

        return new SimulatedAzure(HostSettings.From(section), QueueDefinitions.Read(Path.Combine(folder, "queues.json")));
    }
}
