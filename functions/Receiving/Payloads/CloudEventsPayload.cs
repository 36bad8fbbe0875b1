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
                    ? Parse(() => Json.DecodeBatchModeMessage(body, new ContentType(request.ContentType!), null))
                        .Select(object? (item) => Model(item, budget))
                        .ToList()
                : IsBinary(request.ContentType) ? Model(Binary(body, request), budget)
                : Model(Parse(() => Json.DecodeStructuredModeMessage(body, new ContentType(request.ContentType!), null)), budget);
        }
        catch (Exception exception)
            when (exception is ArgumentException or FormatException or InvalidOperationException or NotSupportedException)
        {
            throw new UnreadablePayloadException(
                "This is not a valid CloudEvents 1.0 event: it needs id, source, type and specversion, attribute names in lower case, at "
                + "most one of data and data_base64, and the Content-Type of its mode, such as application/cloudevents+json.", exception);
        }
    }

    private static T Parse<T>(Func<T> decode) => JsonPayload.Parse("The body", decode);

    /// <summary>An event in binary mode: the attributes are in headers that begin with <c>ce-</c>, the data is the body.</summary>
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

        // Whatever a ce- header says, the type of the data is the request's Content-Type.
        binary.DataContentType = request.ContentType;
        binary.Data = body.ToArray();
        return binary.Validate();
    }

    private static Dictionary<string, object?> Model(CloudEvent item, ValueBudget budget)
    {
        var members = item.GetPopulatedAttributes().ToDictionary(
            attribute => attribute.Key.Name,
            object? (attribute) => attribute.Value is bool ? attribute.Value : attribute.Key.Format(attribute.Value),
            StringComparer.Ordinal);
        members["specversion"] = item.SpecVersion.VersionId;
        members["data"] = item.Data switch
        {
            JsonElement json => Parse(() => JsonPayload.Model(json, budget)),
            byte[] octets => JsonOrText(octets, item.DataContentType, budget),
            var text => text,
        };
        budget.Spend(members.Count);

        return members;
    }

    /// <returns>The model of JSON, which data without a type is taken for; the text of anything else; null if there is no data.</returns>
    private static object? JsonOrText(ReadOnlyMemory<byte> data, string? contentType, ValueBudget budget) => data switch
    {
        { IsEmpty: true } => null,
        _ when string.IsNullOrEmpty(contentType) || PayloadReader.IsOf(contentType, "json") =>
            JsonPayload.Read(data, "The event's data", budget),
        _ => Utf8.IsValid(data.Span)
            ? Encoding.UTF8.GetString(data.Span)
            : throw new UnreadablePayloadException("The event's data is neither JSON nor text in UTF-8: send it as application/json."),
    };
}
