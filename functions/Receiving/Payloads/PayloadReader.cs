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
    public static object Read(ReadOnlyMemory<byte> body, HttpRequest request, PayloadFormat format)
    {
        body = body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;
        var budget = new ValueBudget();
        var (type, query) = (request.ContentType, request.QueryString.Value);
        var model = format switch
        {
            PayloadFormat.CloudEvents => CloudEventsPayload.Read(body, request, budget),
            PayloadFormat.Query => query is { Length: > 1 } ? FormPayload.Read(Encoding.UTF8.GetBytes(query), contentType: null) : null,
            _ when Trimmed(body).IsEmpty => null,
            PayloadFormat.Xml => XmlPayload.Read(body, budget),
            PayloadFormat.Form => FormPayload.Read(body, type),
            PayloadFormat.Auto when FormPayload.Is(type) && !IsJson(body) => FormPayload.Read(body, type),
            PayloadFormat.Auto when IsOf(type, "xml") => XmlPayload.Read(body, budget),
            _ => JsonPayload.Read(body, "The body", budget),
        };

        // Accepting nothing would look like success to a sender whose leads are lost.
        return model is null or List<object?> { Count: 0 }
            ? throw new UnreadablePayloadException(
                "The request holds no lead: its body, or its query if the source reads that, is empty, null or an empty list. "
                + "Send at least one lead.")
            : model;
    }

    /// <summary>Whether a content type is <c>application/xml</c>, <c>text/xml</c> or ends with <c>+xml</c>, for example.</summary>
    internal static bool IsOf(string? contentType, string format) =>
        MediaTypeHeaderValue.TryParse(contentType?.Split(';')[0], out var type)
        && (type.Suffix.HasValue ? type.Suffix : type.SubType).Equals(format, StringComparison.OrdinalIgnoreCase);

    /// <summary>Forms and XML can only send several values by repeating a name: a second value under it makes it a list.</summary>
    internal static void Add(Dictionary<string, object?> members, string name, object? value)
    {
        if (members.TryAdd(name, value))
        {
            return;
        }

        var values = members[name] as List<object?> ?? [members[name]];
        values.Add(value);
        members[name] = values;
    }

    /// <summary>curl says of JSON that it is a form unless told otherwise. No form field begins like this: a form encodes braces.</summary>
    private static bool IsJson(ReadOnlyMemory<byte> body)
    {
        var text = Trimmed(body);
        return (text.StartsWith("{"u8) && text.EndsWith("}"u8)) || (text.StartsWith("[{"u8) && text.EndsWith("}]"u8));
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlyMemory<byte> body) => body.Span.Trim(" \t\r\n"u8);
}
