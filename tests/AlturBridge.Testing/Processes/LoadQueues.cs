using AlturBridge.EmbeddedHost.Broker;

namespace AlturBridge.Testing.Processes;

internal static class LoadQueues
{
    /// <summary>The queues of the bridge itself.</summary>
    public static IReadOnlyList<QueueDefinition> Definitions { get; } = QueueDefinitions.Read(
        Path.Combine(AppContext.BaseDirectory, "queues.json"));
}
