using System.Text;
using AlturBridge.Receiving.Payloads;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AlturBridge.Tests.Receiving.Payloads;

/// <summary>
/// Any input in any format is read without throwing; the model is plain and bounded, and no sentence quotes it.
/// </summary>
[Properties(Replay = "(20261122,1)", MaxTest = 2000, Arbitrary = [typeof(PayloadProperties)], QuietOnSuccess = true)]
public sealed class PayloadProperties
{
    private const string Secret = "SECRET";

    private static readonly string[] Json =
        ["{", "}", "[", "]", ",", ":", "\"", "\\", " ", "\n", "null", "true", "-1.5e9", "\"\"", "\"SECRET\"", "\"\\ud800\"", "{\"a\":",
            ",\"a\":", "\uFEFF", "é", "🙂", "\0"];

    private static readonly string[] Form =
        ["&", "=", "+", "%", "%4", "%41", "%C3%A9", "%FF", "%5B", "%5D", "[", "]", "[]", "[0]", "[7]", "[a]", "a", "a[b]", "=SECRET&",
            "&a=", "é", ";"];

    private static readonly string[] Parts =
    [
        "--xyz", "--xyz--", "--xyz\r\n", "\r\n", "\n", "Content-Disposition: form-data; name=\"a\"\r\n\r\n",
        "Content-Disposition: form-data", "; name=b", "; filename=c", "SECRET",
        "Content-Type: text/plain\r\n", ":", "\"", "\r\n--xyz\r\nContent-Disposition: form-data; name=\"a[]\"\r\n\r\nx\r\n", "é", "\0",
    ];

    private static readonly string[] Xml =
    [
        "<a>", "</a>", "<b/>", "<b>", "</b>", "<", ">", "/", "&", "&amp;", "&#x41;", "&SECRET;", "SECRET", "<!--", "-->", "<![CDATA[",
        "]]>", "<?xml version='1.0'?>", "<?x", "?>",
        "<!DOCTYPE a [", "<!ENTITY x 'SECRET'>", " xmlns:x='u'", "x:", " xsi:nil='true'", "\n", "é", "\uFFFE", "\0",
    ];

    private static readonly string[] Event =
    [
        "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/crm\",\"type\":\"SECRET\"", "}", "[", "]", ",", ",\"data\":",
        ",\"data_base64\":", ",\"datacontenttype\":", "\"e30=\"", "\"/w==\"",
        "\"SECRET\"", "\"text/plain\"", "{}", "null", "1",
    ];

    private static readonly string?[] ContentTypes =
    [
        null, "", ";", "application/json", Payload.UrlEncoded, Payload.Multipart, "multipart/form-data", "multipart/form-data; boundary=-",
        "text/xml", "text/plain", "application/cloudevents+json",
        "application/cloudevents-batch+json", "application/cloudevents+xml",
    ];

    private static readonly string[] HeaderNames = ["ce-id", "ce-source", "ce-type", "ce-specversion", "CE-Subject", "ce-", "ce-data", "x"];

    private static readonly string[] HeaderValues = ["1.0", "", "\"", "\"a\\\"", "%", "%41", "%FF", "é", "SECRET%"];

    public static Arbitrary<Request> Requests()
    {
        var text = Gen.Elements(Json, Form, Parts, Xml, Event, [.. Json, .. Form, .. Parts, .. Xml, .. Event])
            .SelectMany(tokens => Gen.Elements(tokens).ListOf())
            .Select(tokens => Encoding.UTF8.GetBytes(string.Concat(tokens)));
        var whole = Gen.Elements(SamplePayload.All.Select(sample => sample.Bytes).ToArray());
        var noise = ArbMap.Default.GeneratorFor<byte[]>();

        var bodies = Gen.Frequency((4, text), (1, noise), (2, Damaged(whole)));
        var headers = Gen.Elements(HeaderNames).SelectMany(name => Gen.Elements(HeaderValues).Select(value => (name, value))).ListOf();

        var requests =
            from body in bodies
            from contentType in Gen.Elements(ContentTypes)
            from format in Gen.Elements(Enum.GetValues<PayloadFormat>())
            from sent in headers
            select new Request(body, contentType, format, [.. sent]);

        return requests.ToArbitrary();
    }

    [Property]
    public bool Any_request_is_read(Request request) => IsInOrder(request);

    [Property]
    public bool Any_binary_event_is_read(Request request)
    {
        var headers = HeaderNames[..4].Select(name => (name, name == "ce-specversion" ? "1.0" : "7"));

        return IsInOrder(request with
        {
            Format = PayloadFormat.CloudEvents,
            Headers = [.. headers, .. request.Headers.Where(header => header.Name == "CE-Subject").Take(1)],
        });
    }

    [Property]
    public bool What_a_form_sends_is_what_is_read(NonNull<string> name, NonNull<string> value)
    {
        var (key, text) = (Whole(name.Get).Replace("[", string.Empty, StringComparison.Ordinal), Whole(value.Get));
        var reading = Payload.Read($"x=y&_{Uri.EscapeDataString(key)}={Uri.EscapeDataString(text)}", Payload.UrlEncoded);

        return reading is { Model: Dictionary<string, object?> members }
            && members[$"_{key}"] is string read && read == text;
    }

    private static bool IsInOrder(Request request)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in request.Headers)
        {
            headers[name] = StringValues.Concat(headers[name], value);
        }

        return Payload.Read(request.Body.ToArray(), request.ContentType, request.Format, headers) switch
        {
            { Problem: { } problem } => problem.EndsWith('.') && !problem.Contains(Secret, StringComparison.Ordinal),
            { Model: var model } => Extent.Of(model) is { Values: <= 30_010, Depth: <= 34 }
                && SplitPath.Parse("[*].a[*]")!.Items(model).Count <= 5_001,
        };
    }

    /// <summary>One byte changed, then truncated.</summary>
    private static Gen<byte[]> Damaged(Gen<byte[]> bodies) =>
        from body in bodies
        from place in Gen.Choose(0, body.Length - 1)
        from change in Gen.Choose(0, 255)
        from length in Gen.Choose(1, 2 * body.Length)
        select (byte[])[.. body[..place], (byte)change, .. body[(place + 1)..].Take(length)];

    /// <summary>Half a surrogate pair cannot be sent at all, and a null character is refused.</summary>
    private static string Whole(string text) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace("\0", string.Empty, StringComparison.Ordinal);

    public sealed record Request(
        ReadOnlyMemory<byte> Body, string? ContentType, PayloadFormat Format, IReadOnlyList<(string Name, string Value)> Headers);
}
