using AlturBridge.EmbeddedHost.Broker;

namespace AlturBridge.Testing.Processes;

internal static class LoadQueues
{
    /// <summary>The bridge's own queues.</summary>
    public static IReadOnlyList<QueueDefinition> Definitions { get; } = QueueDefinitions.Read(
        Path.Combine(AppContext.BaseDirectory, "queues.json"));
}
