using System.Text.Json;
using System.Xml;

namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>Reads queue definitions in the format of Microsoft's Service Bus emulator, so that one file serves both.</summary>
public static class QueueDefinitions
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The queues of the first namespace in <c>UserConfig.Namespaces[].Queues[]</c>.</summary>
    /// <exception cref="InvalidDataException">The file is not such a configuration; the message says where.</exception>
    public static IReadOnlyList<QueueDefinition> Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var document = JsonDocument.Parse(file, Options);
            var queues = document.RootElement.GetProperty("UserConfig").GetProperty("Namespaces")[0].GetProperty("Queues");

            return [.. queues.EnumerateArray().Select(Read)];
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or FormatException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"{path} is not a Service Bus emulator configuration: {exception.Message}", exception);
        }
    }

    private static QueueDefinition Read(JsonElement queue)
    {
        var properties = queue.GetProperty("Properties");
        var defaults = new QueueDefinition { Name = queue.GetProperty("Name").GetString()! };

        return defaults with
        {
            LockDuration = Duration(properties, "LockDuration", defaults.LockDuration),
            MaxDeliveryCount = properties.TryGetProperty("MaxDeliveryCount", out var count) ? count.GetInt32() : defaults.MaxDeliveryCount,
            RequiresSession = Flag(properties, "RequiresSession"),
            RequiresDuplicateDetection = Flag(properties, "RequiresDuplicateDetection"),
            DuplicateDetectionHistoryTimeWindow = Duration(properties, "DuplicateDetectionHistoryTimeWindow", defaults.DuplicateDetectionHistoryTimeWindow),
            DeadLetteringOnMessageExpiration = Flag(properties, "DeadLetteringOnMessageExpiration"),
            DefaultMessageTimeToLive = Duration(properties, "DefaultMessageTimeToLive", defaults.DefaultMessageTimeToLive),
        };
    }

    private static bool Flag(JsonElement properties, string name) => properties.TryGetProperty(name, out var value) && value.GetBoolean();

    private static TimeSpan Duration(JsonElement properties, string name, TimeSpan otherwise) =>
        properties.TryGetProperty(name, out var value) ? XmlConvert.ToTimeSpan(value.GetString()!) : otherwise;
}
