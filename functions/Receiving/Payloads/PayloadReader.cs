using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace AlturBridge.Receiving.Payloads;

/// <summary>The format of a source's bodies.</summary>
public enum PayloadFormat
{
    /// <summary>By content type: a form, XML, or else JSON. Also JSON whose content type is missing, or that of a form.</summary>
    Auto,
    Json,

    /// <summary>URL-encoded, or multipart if the content type says so; names with brackets nest.</summary>
    Form,
    Xml,

    /// <summary>CloudEvents 1.0.2 in any of its three HTTP modes: binary, structured or batched.</summary>
    CloudEvents,

    /// <summary>The parameters of the address, read as a form; the body is ignored.</summary>
    Query,
}

/// <summary>
/// Reads a request into the plain model: <c>Dictionary&lt;string, object?&gt;</c> (ordinal), <c>List&lt;object?&gt;</c>, <c>string</c>,
/// <c>bool</c>, <see cref="JsonNumber"/> or <c>null</c>. It takes time proportional to the bytes, and reads at most 20,000 values, or 1,000
/// fields of a form.
/// </summary>
public static class PayloadReader
{
    /// <param name="body">The raw bytes, possibly with a byte order mark.</param>
    /// <param name="request">Its content type, query and headers count: they hold the attributes of a CloudEvent in binary mode.</param>
    /// <param name="format">What the source sends.</param>
    /// <exception cref="UnreadablePayloadException">The body is not in this format; nothing else is thrown.</exception>
    public static object? Read(ReadOnlyMemory<byte> body, HttpRequest request, PayloadFormat format)
    {
        body = body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;
        var budget = new ValueBudget();

        return format switch
        {
            PayloadFormat.CloudEvents => CloudEventsPayload.Read(body, request, budget),
            PayloadFormat.Query => Query(request.QueryString),
            PayloadFormat.Xml => Xml(body, budget),
            PayloadFormat.Form => Form(body, request.ContentType),
            PayloadFormat.Auto when FormPayload.Is(request.ContentType) && !IsJson(body) => Form(body, request.ContentType),
            PayloadFormat.Auto when IsOf(request.ContentType, "xml") => Xml(body, budget),
            _ => Json(body, budget),
        };
    }

    /// <summary>Whether a content type is <c>application/xml</c>, <c>text/xml</c> or ends with <c>+xml</c>, for example.</summary>
    internal static bool IsOf(string? contentType, string format) =>
        MediaTypeHeaderValue.TryParse(contentType?.Split(';')[0], out var type)
        && (type.Suffix.HasValue ? type.Suffix : type.SubType).Equals(format, StringComparison.OrdinalIgnoreCase);

    /// <summary>Accepting nothing would look like success to a sender whose leads are lost.</summary>
    internal static object RefuseNothing(object? model, string whatToSend) => model switch
    {
        null => throw new UnreadablePayloadException($"The body is null: send {whatToSend}"),
        List<object?> { Count: 0 } => throw new UnreadablePayloadException($"The body is an empty list: send {whatToSend}"),
        _ => model,
    };

    private static ReadOnlyMemory<byte> NotEmpty(ReadOnlyMemory<byte> body, string whatToSend) => !body.Span.Trim(" \t\r\n"u8).IsEmpty
        ? body
        : throw new UnreadablePayloadException($"The body is empty: send {whatToSend}");

    private static object Json(ReadOnlyMemory<byte> body, ValueBudget budget)
    {
        const string Lead = "a JSON object with agent_id and phone_number_to.";
        return RefuseNothing(JsonPayload.Read(NotEmpty(body, Lead), "The body", budget), Lead);
    }

    private static Dictionary<string, object?> Query(QueryString query) => query.Value is { Length: > 1 } parameters
        ? FormPayload.Read(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(parameters)))
        : throw new UnreadablePayloadException("The address has no parameters: send the lead there, such as "
            + "?name=Ana&phone=%2B12025550143.");

    private static Dictionary<string, object?> Form(ReadOnlyMemory<byte> body, string? contentType) =>
        FormPayload.Read(NotEmpty(body, "form fields, such as name=Ana&phone=%2B12025550143."), contentType);

    /// <summary>curl says of JSON that it is a form unless told otherwise. No form field begins like this: a form encodes braces.</summary>
    private static bool IsJson(ReadOnlyMemory<byte> body)
    {
        var text = body.Span.Trim(" \t\r\n"u8);
        return (text.StartsWith("{"u8) && text.EndsWith("}"u8)) || (text.StartsWith("[{"u8) && text.EndsWith("}]"u8));
    }

    private static Dictionary<string, object?> Xml(ReadOnlyMemory<byte> body, ValueBudget budget) =>
        XmlPayload.Read(NotEmpty(body, "an XML document."), budget);
}
