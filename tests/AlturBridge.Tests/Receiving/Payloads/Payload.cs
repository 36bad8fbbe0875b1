using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AlturBridge.Receiving.Payloads;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Tests.Receiving.Payloads;

/// <summary>One request's body, read, and the model shown as JSON so that a test says what it expects in one line.</summary>
internal static class Payload
{
    public const string UrlEncoded = "application/x-www-form-urlencoded";
    public const string Multipart = "multipart/form-data; boundary=xyz";

    public const string NoLead =
        "The request holds no lead: its body, or its query if the source reads that, is empty, null or an empty list. "
        + "Send at least one lead.";

    private static readonly JsonSerializerOptions Relaxed =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new NumberAsSent() } };

    public static Reading Read(
        byte[] body, string? contentType, PayloadFormat format = PayloadFormat.Auto, IHeaderDictionary? headers = null) =>
        Read(body, Request(contentType, headers, string.Empty), format);

    public static Reading ReadQuery(string query) =>
        Read("{}"u8.ToArray(), Request("application/json", null, query), PayloadFormat.Query);

    public static Reading Read(
        string body, string? contentType, PayloadFormat format = PayloadFormat.Auto, IHeaderDictionary? headers = null) =>
        Read(Encoding.UTF8.GetBytes(body), contentType, format, headers);

    public static HttpRequest Request(string? contentType, IHeaderDictionary? headers, string query)
    {
        var request = new DefaultHttpContext().Request;
        foreach (var (name, value) in headers ?? new HeaderDictionary())
        {
            request.Headers[name] = value;
        }

        request.ContentType = contentType;
        request.QueryString = new QueryString(query);
        return request;
    }

    public static object? Model(Reading reading)
    {
        Assert.Null(reading.Problem);
        return reading.Model;
    }

    public static string Problem(Reading reading)
    {
        Assert.NotNull(reading.Problem);
        return reading.Problem;
    }

    public static string Show(object? model) => JsonSerializer.Serialize(model, Relaxed);

    public static string Show(Reading reading) => Show(Model(reading));

    private static Reading Read(byte[] body, HttpRequest request, PayloadFormat format)
    {
        try
        {
            return new Reading(PayloadReader.Read(body, request, format), Problem: null);
        }
        catch (UnreadablePayloadException exception)
        {
            return new Reading(Model: null, exception.Message);
        }
    }

    /// <summary>What a body is read as, or why it is not.</summary>
    public sealed record Reading(object? Model, string? Problem);

    private sealed class NumberAsSent : JsonConverter<JsonNumber>
    {
        public override JsonNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, JsonNumber value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Text);
    }
}
