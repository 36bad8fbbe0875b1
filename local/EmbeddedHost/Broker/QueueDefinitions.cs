using System.Text.Json;
using System.Xml;

namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>Reads queue definitions in the format of Microsoft's Service Bus emulator, so that one file works for both.</summary>
public static class QueueDefinitions
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The queues of the first namespace in <c>UserConfig.Namespaces[].Queues[]</c>.</summary>
    /// <exception cref="InvalidDataException">The file is not such a configuration; the error says where.</exception>
    public static IReadOnlyList<QueueDefinition> Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var document = JsonDocument.Parse(file, Options);
            var namespaces = Required(Required(document.RootElement, "UserConfig"), "Namespaces");
            var first = namespaces.GetArrayLength() > 0 ? namespaces[0] : throw new FormatException("Namespaces is empty.");

            return [.. Required(first, "Queues").EnumerateArray().Select(Read)];
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path} is not a Service Bus emulator configuration: {exception.Message}", exception);
        }
    }

    private static QueueDefinition Read(JsonElement queue)
    {
        var name = Value(queue, "Name", string.Empty, value => value.GetString()!);
        var defaults =
            new QueueDefinition { Name = string.IsNullOrEmpty(name) ? throw new FormatException("The Name of a queue is missing.") : name };
        if (!queue.TryGetProperty("Properties", out var properties))
        {
            return defaults;
        }

        return defaults with
        {
            LockDuration = Duration(properties, "LockDuration", defaults.LockDuration),
            MaxDeliveryCount = Count(properties, "MaxDeliveryCount", defaults.MaxDeliveryCount),
            RequiresSession = Flag(properties, "RequiresSession"),
            RequiresDuplicateDetection = Flag(properties, "RequiresDuplicateDetection"),
            DuplicateDetectionHistoryTimeWindow = Duration(
                properties, "DuplicateDetectionHistoryTimeWindow", defaults.DuplicateDetectionHistoryTimeWindow),
            DeadLetteringOnMessageExpiration = Flag(properties, "DeadLetteringOnMessageExpiration"),
            DefaultMessageTimeToLive = Duration(properties, "DefaultMessageTimeToLive", defaults.DefaultMessageTimeToLive),
        };
    }

    private static bool Flag(JsonElement properties, string name) => Value(properties, name, false, value => value.GetBoolean());

    private static int Count(JsonElement properties, string name, int otherwise) =>
        Value(
            properties,
            name,
            otherwise,
            value => value.GetInt32() is > 0 and var count ? count : throw new FormatException("it must be 1 or more."));

    private static TimeSpan Duration(JsonElement properties, string name, TimeSpan otherwise) => Value(properties, name, otherwise, value =>
    {
        var duration = XmlConvert.ToTimeSpan(value.GetString() ?? string.Empty);
        return duration > TimeSpan.Zero ? duration : throw new FormatException("it must be greater than zero.");
    });

    private static T Value<T>(JsonElement element, string name, T otherwise, Func<JsonElement, T> read)
    {
        try
        {
            return element.TryGetProperty(name, out var value) ? read(value) : otherwise;
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or OverflowException)
        {
            throw new FormatException($"{name}: {exception.Message}", exception);
        }
    }

    private static JsonElement Required(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value : throw new FormatException($"{name} is missing.");
}
