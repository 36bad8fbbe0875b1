using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving.Payloads;

/// <summary>The format of a source's bodies.</summary>
public enum PayloadFormat
{
    /// <summary>By content type: a form, XML, or else JSON, even if the content type is wrong or missing.</summary>
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
/// Reads a request into the plain model (<see cref="PayloadResult.Read"/>). For any bytes it never throws, takes time proportional to
/// their number, and reads at most 20,000 values, or 1,000 fields of a form.
/// </summary>
public static class PayloadReader
{
    /// <summary>
    /// The raw bytes may begin with a byte order mark. Of the request, the content type, the query and the headers count: they hold the
    /// attributes of a CloudEvent in binary mode.
    /// </summary>
    public static PayloadResult Read(ReadOnlyMemory<byte> body, HttpRequest request, PayloadFormat format)
    {
        try
        {
            return new PayloadResult.Read(Model(body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body, request, format));
        }
        catch (UnreadablePayloadException exception)
        {
            return new PayloadResult.Unreadable(exception.Message);
        }
    }

    internal static void RefuseEmpty(ReadOnlyMemory<byte> body, string whatToSend)
    {
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            throw new UnreadablePayloadException($"The body is empty: {whatToSend}");
        }
    }

    /// <summary>Accepting nothing would look like success to a sender whose leads are lost.</summary>
    internal static object RefuseNothing(object? model, string whatToSend) => model switch
    {
        null => throw new UnreadablePayloadException($"The body is null: send {whatToSend}"),
        List<object?> { Count: 0 } => throw new UnreadablePayloadException($"The body is an empty list: send {whatToSend}"),
        _ => model,
    };

    private static object? Model(ReadOnlyMemory<byte> body, HttpRequest request, PayloadFormat format)
    {
        var media = MediaType.Of(request.ContentType);
        var budget = new ValueBudget();

        return format switch
        {
            PayloadFormat.CloudEvents => CloudEventsPayload.Read(body, request.ContentType, request.Headers, budget),
            PayloadFormat.Query => Query(request.QueryString),
            PayloadFormat.Xml => Xml(body, budget),
            PayloadFormat.Form => Form(body, request.ContentType),
            PayloadFormat.Auto when media.IsForm => Form(NotJson(body), request.ContentType),
            PayloadFormat.Auto when media.IsXml => Xml(body, budget),
            _ => Json(body, budget),
        };
    }

    private static object Json(ReadOnlyMemory<byte> body, ValueBudget budget)
    {
        const string Lead = "a JSON object with agent_id and phone_number_to.";
        RefuseEmpty(body, $"send {Lead}");
        return RefuseNothing(JsonPayload.Read(body, "The body", budget), Lead);
    }

    private static Dictionary<string, object?> Query(QueryString query) => query.Value is { Length: > 1 } parameters
        ? FormPayload.Read(parameters, "query")
        : throw new UnreadablePayloadException("The address has no parameters: send the lead there, such as "
            + "?name=Ana&phone=%2B12025550143.");

    private static Dictionary<string, object?> Form(ReadOnlyMemory<byte> body, string? contentType)
    {
        RefuseEmpty(body, "send form fields, such as name=Ana&phone=%2B12025550143.");
        return MediaType.Of(contentType).IsMultipart ? MultipartPayload.Read(body, contentType!) : FormPayload.Read(body.Span);
    }

    /// <summary>curl sends this type by default. No form field begins like this: a form encodes braces.</summary>
    private static ReadOnlyMemory<byte> NotJson(ReadOnlyMemory<byte> body)
    {
        var text = body.Span.Trim(" \t\r\n"u8);
        if ((text.StartsWith("{"u8) && text.EndsWith("}"u8)) || (text.StartsWith("[{"u8) && text.EndsWith("}]"u8)))
        {
            throw new UnreadablePayloadException(
                "The body is JSON, but its Content-Type says it is a form: send the header Content-Type: application/json.");
        }

        return body;
    }

    private static Dictionary<string, object?> Xml(ReadOnlyMemory<byte> body, ValueBudget budget)
    {
        RefuseEmpty(body, "send an XML document.");
        return XmlPayload.Read(body.Span, budget);
    }
}
