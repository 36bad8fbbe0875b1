using Microsoft.AspNetCore.Http;

namespace AlturBridge.Receiving.Payloads;

/// <summary>
/// Reads the body of a request into the plain model (<see cref="PayloadReading.Read"/>). Whatever the bytes are, nothing is thrown, the work is
/// in proportion to their number, and at most 20,000 values are taken from them, of a form at most 1,000 fields.
/// </summary>
public static class PayloadReader
{
    /// <param name="body">The raw bytes, with or without a byte order mark.</param>
    /// <param name="contentType">The request's content type with its parameters.</param>
    /// <param name="headers">The request's headers: a CloudEvent in binary mode has its attributes there.</param>
    /// <param name="format">What the source says its bodies are.</param>
    public static PayloadReading Read(ReadOnlyMemory<byte> body, string? contentType, IHeaderDictionary headers, PayloadFormat format)
    {
        try
        {
            return new PayloadReading.Read(Model(WithoutByteOrderMark(body), contentType, headers, format));
        }
        catch (UnreadablePayloadException exception)
        {
            return new PayloadReading.Unreadable(exception.Message);
        }
    }

    private static object? Model(ReadOnlyMemory<byte> body, string? contentType, IHeaderDictionary headers, PayloadFormat format)
    {
        var media = MediaType.Of(contentType);
        var budget = new ValueBudget();

        return format switch
        {
            PayloadFormat.CloudEvents => CloudEventsPayload.Read(body, contentType, headers, budget),
            PayloadFormat.Xml => Xml(body, budget),
            PayloadFormat.Form => Form(body, contentType),
            PayloadFormat.Auto when media.IsForm => Form(NotJson(body), contentType),
            PayloadFormat.Auto when media.IsXml => Xml(body, budget),
            _ => Json(body, budget),
        };
    }

    private static object? Json(ReadOnlyMemory<byte> body, ValueBudget budget)
    {
        RefuseEmpty(body, "send a JSON object with agent_id and phone_number_to.");
        return JsonPayload.Read(body.Span, "The body", budget);
    }

    private static Dictionary<string, object?> Form(ReadOnlyMemory<byte> body, string? contentType)
    {
        RefuseEmpty(body, "send form fields, such as name=Ana&phone=%2B12025550143.");
        return MediaType.Of(contentType).IsMultipart ? MultipartPayload.Read(body, contentType!) : FormPayload.Read(body.Span);
    }

    /// <summary>What curl calls a form when nobody says what it is. No field begins like this: a form encodes braces.</summary>
    private static ReadOnlyMemory<byte> NotJson(ReadOnlyMemory<byte> body)
    {
        var text = body.Span.Trim(" \t\r\n"u8);
        if ((text.StartsWith("{"u8) && text.EndsWith("}"u8)) || (text.StartsWith("[{"u8) && text.EndsWith("}]"u8)))
        {
            throw new UnreadablePayloadException("The body is JSON, but its Content-Type says that it is a form: send the header Content-Type: application/json.");
        }

        return body;
    }

    private static Dictionary<string, object?> Xml(ReadOnlyMemory<byte> body, ValueBudget budget)
    {
        RefuseEmpty(body, "send an XML document.");
        return XmlPayload.Read(body.Span, budget);
    }

    internal static void RefuseEmpty(ReadOnlyMemory<byte> body, string whatToSend)
    {
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            throw new UnreadablePayloadException($"The body is empty: {whatToSend}");
        }
    }

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
}
