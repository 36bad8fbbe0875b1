using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving.Payloads;

/// <summary>CloudEvents 1.0.2, HTTP protocol binding: the content type says which of the three modes a request is in.</summary>
internal static class CloudEventsPayload
{
    private const string Structured = "application/cloudevents";
    private const string Batched = "application/cloudevents-batch";

    /// <returns>One event as a dictionary of its attributes and its data, or in batched mode a list of them, which may be empty.</returns>
    /// <exception cref="UnreadablePayloadException">It is not an event that can be read.</exception>
    public static object? Read(ReadOnlyMemory<byte> body, string? contentType, IHeaderDictionary headers, ValueBudget budget)
    {
        var media = MediaType.Of(contentType);

        // The batch first: its name begins with the other one's.
        return media switch
        {
            _ when media.StartsWith(Batched) => Batch(Json(body, media, Batched, budget), budget),
            _ when media.StartsWith(Structured) => StructuredCloudEvent.Read(Json(body, media, Structured, budget), "The event", budget),
            _ => BinaryCloudEvent.Read(body, contentType, headers, budget),
        };
    }

    private static object? Json(ReadOnlyMemory<byte> body, MediaType media, string mode, ValueBudget budget)
    {
        if (!media.Is(mode) && !media.Is($"{mode}+json"))
        {
            throw new UnreadablePayloadException($"The content type is an event format that is not read here: send JSON, as {mode}+json.");
        }

        PayloadReader.RefuseEmpty(body, "send a CloudEvent in JSON, or an array of them in a batch.");
        return JsonPayload.Read(body.Span, "The body", budget);
    }

    private static List<object?> Batch(object? model, ValueBudget budget) => model is List<object?> events
        ? [.. events.Select((item, index) => StructuredCloudEvent.Read(item, $"Event {index + 1} of the batch", budget))]
        : throw new UnreadablePayloadException($"The body must be a JSON array of events: send a single event as {Structured}+json.");
}
