using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.Core;
using CloudNative.CloudEvents.Http;
using CloudNative.CloudEvents.SystemTextJson;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving.Payloads;

/// <summary>CloudEvents 1.0.2, HTTP protocol binding: the content type selects one of the three modes.</summary>
public static class CloudEventsPayload
{
    private static readonly JsonEventFormatter Json = new(new JsonSerializerOptions(), JsonPayload.Strict);

    /// <summary>Whether the attributes are in headers.</summary>
    public static bool IsBinary(string? contentType) =>
        !MimeUtilities.IsCloudEventsContentType(contentType) && !MimeUtilities.IsCloudEventsBatchContentType(contentType);

    /// <returns>One event as a dictionary of its attributes and its data, or in batched mode a list of them.</returns>
    /// <exception cref="UnreadablePayloadException">It is not a readable event.</exception>
    internal static object Read(ReadOnlyMemory<byte> body, HttpRequest request, ValueBudget budget)
    {
        try
        {
            return MimeUtilities.IsCloudEventsBatchContentType(request.ContentType)
                    ? PayloadReader.RefuseNothing(Batch(body, request.ContentType!, budget), "an array of CloudEvents.")
                : IsBinary(request.ContentType) ? Model(Binary(body, request), budget)
                : Model(Json.DecodeStructuredModeMessage(body, new ContentType(request.ContentType!), null), budget);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or JsonException or InvalidOperationException)
        {
            throw new UnreadablePayloadException(
                "This is not a CloudEvent 1.0: send id, source, type and specversion, other attributes in lower case, data or data_base64, "
                + "and the content type of the mode, such as application/cloudevents+json.", exception);
        }
    }

    private static List<object?> Batch(ReadOnlyMemory<byte> body, string contentType, ValueBudget budget) =>
        [.. Json.DecodeBatchModeMessage(body, new ContentType(contentType), null).Select(item => Model(item, budget))];

    /// <summary>An event in binary mode: the attributes in headers that begin with <c>ce-</c>, the data in the body.</summary>
    private static CloudEvent Binary(ReadOnlyMemory<byte> body, HttpRequest request)
    {
        var version = CloudEventsSpecVersion.FromVersionId(request.Headers[HttpUtilities.SpecVersionHttpHeader]);
        var binary = new CloudEvent(version ?? throw new ArgumentException("The version is unknown."));
        foreach (var (header, values) in request.Headers)
        {
            var name = HttpUtilities.GetAttributeNameFromHeaderName(header);
            if (name is not null && name != CloudEventsSpecVersion.SpecVersionAttribute.Name)
            {
                binary.SetAttributeFromString(name, HttpUtilities.DecodeHeaderValue(values.Single()!));
            }
        }

        // It is the request's own, whatever a header says.
        binary.DataContentType = request.ContentType;
        Json.DecodeBinaryModeEventData(body, binary);
        return binary.Validate();
    }

    private static Dictionary<string, object?> Model(CloudEvent item, ValueBudget budget)
    {
        var members = item.GetPopulatedAttributes().ToDictionary(
            attribute => attribute.Key.Name, object? (attribute) => attribute.Key.Format(attribute.Value), StringComparer.Ordinal);
        members["specversion"] = item.SpecVersion.VersionId;
        members["data"] = Data(item, budget);
        members.Keys.ToList().ForEach(_ => budget.Spend());
        return members;
    }

    /// <returns>The model of JSON, which data without a type is taken for; the text of anything else; null if there is no data.</returns>
    private static object? Data(CloudEvent item, ValueBudget budget) => item.Data switch
    {
        JsonElement json => JsonPayload.Model(json, budget),
        byte[] octets when PayloadReader.IsOf(item.DataContentType ?? MediaTypeNames.Application.Json, "json") =>
            octets is [] ? null : JsonPayload.Read(octets, "The event's data", budget),
        byte[] octets when !Utf8.IsValid(octets) =>
            throw new UnreadablePayloadException("The event's data is neither JSON nor text in UTF-8: send it as application/json."),
        byte[] octets => Encoding.UTF8.GetString(octets),
        var text => text,
    };
}
