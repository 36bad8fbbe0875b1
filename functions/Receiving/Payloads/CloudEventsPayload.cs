using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving.Payloads;

/// <summary>CloudEvents 1.0.2, HTTP protocol binding: the content type selects one of the three modes.</summary>
public static class CloudEventsPayload
{
    internal const string Data = "data";
    internal const string DataContentType = "datacontenttype";

    private const string DataBase64 = "data_base64";
    private const string SpecVersion = "specversion";
    private const string Supported = "1.0";
    private const string Structured = "application/cloudevents";
    private const string Batched = "application/cloudevents-batch";

    private static readonly string[] Required = ["id", "source", "type", SpecVersion];

    /// <summary>Whether the attributes are in headers.</summary>
    public static bool IsBinary(string? contentType) => !MediaType.Of(contentType).StartsWith(Structured);

    /// <returns>One event as a dictionary of its attributes and its data, or in batched mode a list of them.</returns>
    /// <exception cref="UnreadablePayloadException">It is not a readable event.</exception>
    internal static object? Read(ReadOnlyMemory<byte> body, string? contentType, IHeaderDictionary headers, ValueBudget budget)
    {
        var media = MediaType.Of(contentType);

        // Batch first: its name begins with the structured one.
        return media switch
        {
            _ when media.StartsWith(Batched) => Batch(Json(body, media, Batched, budget), budget),
            _ when media.StartsWith(Structured) => Event(Json(body, media, Structured, budget), "The event", budget),
            _ => BinaryCloudEvent.Read(body, contentType, headers, budget),
        };
    }

    /// <summary>The sender puts the prefix before a name: <c>ce-</c> in headers.</summary>
    /// <exception cref="UnreadablePayloadException">A required attribute is missing or empty, or the version is not supported.</exception>
    internal static void Check(Dictionary<string, object?> attributes, string what, string prefix = "")
    {
        if (Array.Find(Required, name => attributes.GetValueOrDefault(name) is not (string { Length: > 0 } or JsonNumber)) is { } missing)
        {
            var needed = string.Join(", ", Required.Select(name => $"{prefix}{name}"));
            throw new UnreadablePayloadException($"{what} has no {prefix}{missing}: every CloudEvent needs {needed}.");
        }

        if (attributes[SpecVersion] is not Supported)
        {
            throw new UnreadablePayloadException($"{what} has a {prefix}{SpecVersion} other than {Supported}: send "
                + $"CloudEvents {Supported}.");
        }
    }

    /// <returns>The model of JSON, which data without a type is taken for; the text of anything else; null if there is no data.</returns>
    /// <exception cref="UnreadablePayloadException">It is neither.</exception>
    internal static object? ReadData(ReadOnlyMemory<byte> octets, string? contentType, string what, ValueBudget budget) => octets switch
    {
        { IsEmpty: true } => null,
        _ when MediaType.Of(contentType).IsJson => JsonPayload.Read(octets, what, budget),
        _ => Utf8.IsValid(octets.Span)
            ? Encoding.UTF8.GetString(octets.Span)
            : throw new UnreadablePayloadException($"{what} is neither JSON nor text in UTF-8: send it as application/json."),
    };

    private static object? Json(ReadOnlyMemory<byte> body, MediaType media, string mode, ValueBudget budget)
    {
        if (!media.Is(mode) && !media.Is($"{mode}+json"))
        {
            throw new UnreadablePayloadException($"The content type is an unsupported event format: send JSON, as {mode}+json.");
        }

        const string Wanted = "a CloudEvent in JSON, or an array of them in a batch.";
        PayloadReader.RefuseEmpty(body, $"send {Wanted}");
        return PayloadReader.RefuseNothing(JsonPayload.Read(body, "The body", budget), Wanted);
    }

    private static List<object?> Batch(object? model, ValueBudget budget) => model is List<object?> events
        ? [.. events.Select((item, index) => Event(item, $"Event {index + 1} of the batch", budget))]
        : throw new UnreadablePayloadException($"The body must be a JSON array of events: send a single event as {Structured}+json.");

    /// <returns>The attributes and <c>data</c>, which is null if the event has none; <c>data_base64</c> is decoded into it.</returns>
    private static Dictionary<string, object?> Event(object? json, string what, ValueBudget budget)
    {
        if (json is not Dictionary<string, object?> members)
        {
            throw new UnreadablePayloadException($"{what} must be a JSON object with id, source, type and specversion.");
        }

        Check(members, what);

        var inside = $"{char.ToLowerInvariant(what[0])}{what[1..]}";
        var data = members.GetValueOrDefault(Data);
        if (members.Remove(DataBase64, out var encoded) && encoded is not null)
        {
            data = data is null
                ? ReadData(Octets(encoded, inside), members.GetValueOrDefault(DataContentType) as string, $"The data of {inside}", budget)
                : throw new UnreadablePayloadException($"{what} has both data and {DataBase64}: send only one of them.");
        }

        members[Data] = data;
        return members;
    }

    private static ReadOnlyMemory<byte> Octets(object encoded, string inside)
    {
        var text = encoded as string;
        var octets = new byte[text?.Length ?? 0];

        return Convert.TryFromBase64String(text ?? "?", octets, out var length)
            ? octets.AsMemory(0, length)
            : throw new UnreadablePayloadException($"The {DataBase64} of {inside} is not base64: encode it as in RFC 4648, with padding.");
    }
}
