using System.Text;
using AlturBridge.Receiving.Payloads;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using static AlturBridge.Tests.Receiving.Payloads.Payload;

namespace AlturBridge.Tests.Receiving.Payloads;

public sealed class CloudEventsPayloadTests
{
    private const string Structured = "application/cloudevents+json; charset=utf-8";
    private const string Batched = "application/cloudevents-batch+json";
    private const string Attributes = "\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/crm\",\"type\":\"lead\"";
    private const string Unencoded =
        "A ce- header is not percent-encoded UTF-8: write % as %25 and non-printable or non-ASCII characters as UTF-8 octets.";

    [Theory]
    [InlineData("", "null")]
    [InlineData(",\"data\":{\"a\":1}", """{"a":"1"}""")]
    [InlineData(",\"data\":\"{}\"", "\"{}\"")]
    [InlineData(",\"data\":null,\"data_base64\":null", "null")]
    [InlineData(",\"data_base64\":\"eyJhIjoxfQ==\"", """{"a":"1"}""")]
    [InlineData(",\"datacontenttype\":\"application/vnd.lead+json; v=1\",\"data_base64\":\"eyJhIjoxfQ==\"", """{"a":"1"}""")]
    [InlineData(",\"datacontenttype\":\"text/plain\",\"data_base64\":\"w6k=\"", "\"é\"")]
    [InlineData(",\"data_base64\":\"\"", "null")]
    public void The_data_of_a_structured_event_is_under_data_whatever_its_encoding(string data, string expected)
    {
        var members = Assert.IsType<Dictionary<string, object?>>(Model(Event($"{{{Attributes}{data}}}", Structured)));

        Assert.Equal(expected, Show(members["data"]));
        Assert.Equal(("7", "/crm", "lead"), (members["id"], members["source"], members["type"]));
        Assert.DoesNotContain("data_base64", members.Keys);
    }

    [Theory]
    [InlineData(Batched)]
    [InlineData("Application/CloudEvents-Batch+JSON; charset=utf-8")]
    public void A_batch_is_a_list_of_events(string contentType)
    {
        Assert.Equal(
            "The body is an empty list: send a CloudEvent in JSON, or an array of them in a batch.", Problem(Event("[]", contentType)));
        Assert.Equal(
            """[{"specversion":"1.0","id":"7","source":"/crm","type":"lead","data":"x"},{"specversion":"1.0","id":"7","source":"/crm","type":"lead","subject":"s","data":null}]""",
            Show(Event($$"""[{{{Attributes}},"data":"x"},{{{Attributes}},"subject":"s"}]""", contentType)));
    }

    [Theory]
    [InlineData("application/json", """{"a":1}""", """{"a":"1"}""")]
    [InlineData("application/vnd.lead+json", "[true]", "[true]")]
    [InlineData(null, "12", "\"12\"")]
    [InlineData("text/plain", "é", "\"é\"")]
    [InlineData("application/json", "", "null")]
    public void A_binary_event_has_its_attributes_in_headers_and_its_data_in_the_body(string? contentType, string body, string data)
    {
        var members = Assert.IsType<Dictionary<string, object?>>(Model(Event(body, contentType, Headers())));

        Assert.Equal(data, Show(members["data"]));
        Assert.Equal(contentType, members.GetValueOrDefault("datacontenttype"));
        Assert.Equal(("1.0", "7", "/crm", "lead"), (members["specversion"], members["id"], members["source"], members["type"]));
    }

    [Theory]
    [InlineData("Lead%20Z%C3%BCrich%2090", "Lead Zürich 90")]
    [InlineData("Lead%20Z%c3%bcrich", "Lead Zürich")]
    [InlineData("%2520", "%20")]
    [InlineData("a+b", "a+b")]
    [InlineData("Zürich", "Zürich")]
    [InlineData("%F0%9F%99%82", "🙂")]
    [InlineData("\"two words\"", "two words")]
    [InlineData("\"a \\\"b\\\" \\\\ %22c%22\"", "a \"b\" \\ \"c\"")]
    [InlineData("\"", "\"")]
    [InlineData("a\"b\"", "a\"b\"")]
    [InlineData("", "")]
    public void A_header_is_unquoted_and_decoded_once(string header, string expected)
    {
        var members = Assert.IsType<Dictionary<string, object?>>(Model(Event("{}", "application/json", Headers(("CE-Subject", header)))));

        Assert.Equal(expected, members["subject"]);
    }

    [Theory]
    [InlineData("%C0%A0")]
    [InlineData("%ED%A0%80")]
    [InlineData("%C3")]
    [InlineData("100%")]
    [InlineData("%zz")]
    public void A_header_that_cannot_be_decoded_is_refused(string header)
    {
        Assert.Equal(Unencoded, Problem(Event("{}", "application/json", Headers(("ce-subject", header)))));
    }

    [Fact]
    public void Half_a_surrogate_pair_in_a_header_is_refused()
    {
        Assert.Equal(Unencoded, Problem(Event("{}", "application/json", Headers(("ce-subject", new string('\ud800', 1))))));
    }

    [Fact]
    public void A_header_sent_twice_is_refused()
    {
        Assert.Equal(
            "A ce- header is sent more than once: send each attribute once.",
            Problem(Event("{}", "application/json", Headers(("ce-subject", new StringValues(["a", "b"]))))));
    }

    [Fact]
    public void A_header_cannot_pose_as_the_data_or_its_content_type()
    {
        var headers = Headers(("ce-data", "forged"), ("ce-datacontenttype", "text/plain"));

        var members = Assert.IsType<Dictionary<string, object?>>(Model(Event("{}", "application/json", headers)));
        Assert.Equal(("{}", "application/json"), (Show(members["data"]), members["datacontenttype"]));
        Assert.DoesNotContain("datacontenttype", Assert.IsType<Dictionary<string, object?>>(Model(Event("{}", null, headers))).Keys);
    }

    [Theory]
    [InlineData("specversion")]
    [InlineData("id")]
    [InlineData("source")]
    [InlineData("type")]
    public void An_event_without_a_required_attribute_is_refused(string attribute)
    {
        var without = $$"""{{{Attributes}}}""".Replace($"\"{attribute}\"", "\"other\"", StringComparison.Ordinal);
        var headers = Headers();
        headers[$"ce-{attribute}"] = string.Empty;

        Assert.Equal(
            $"The event has no {attribute}: every CloudEvent needs id, source, type, specversion.", Problem(Event(without, Structured)));
        Assert.StartsWith($"Event 2 of the batch has no {attribute}: ", Problem(Event($$"""[{{{Attributes}}},{{without}}]""", Batched)), StringComparison.Ordinal);
        Assert.Equal(
            $"The request has no ce-{attribute}: every CloudEvent needs ce-id, ce-source, ce-type, ce-specversion.",
            Problem(Event("{}", "application/json", headers)));
    }

    [Fact]
    public void Another_version_is_refused()
    {
        const string Sentence = "The event has a specversion other than 1.0: send CloudEvents 1.0.";

        Assert.Equal(Sentence, Problem(Event($$"""{{{Attributes}}}""".Replace("1.0", "0.3", StringComparison.Ordinal), Structured)));
    }

    [Theory]
    [InlineData("12")]
    [InlineData("[1]")]
    public void An_event_that_is_not_an_object_is_refused(string json)
    {
        Assert.Equal("The event must be a JSON object with id, source, type and specversion.", Problem(Event(json, Structured)));
        Assert.StartsWith("Event 1 of the batch must be a JSON object", Problem(Event($"[{json}]", Batched)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_that_is_not_an_array_is_refused()
    {
        Assert.Equal(
            "The body must be a JSON array of events: send a single event as application/cloudevents+json.",
            Problem(Event($$"""{{{Attributes}}}""", Batched)));
    }

    [Theory]
    [InlineData("application/cloudevents+xml", "application/cloudevents+json")]
    [InlineData("application/cloudevents+avro", "application/cloudevents+json")]
    [InlineData("application/cloudevents-batch+xml", "application/cloudevents-batch+json")]
    public void Other_event_formats_than_JSON_are_refused(string contentType, string instead)
    {
        Assert.Equal(
            $"The content type is an unsupported event format: send JSON, as {instead}.",
            Problem(Event("<event/>", contentType)));
    }

    [Theory]
    [InlineData("\"data\":1,\"data_base64\":\"e30=\"", "The event has both data and data_base64: send only one of them.")]
    [InlineData("\"data_base64\":\"SECRET\"", "The data_base64 of the event is not base64: encode it as in RFC 4648, with padding.")]
    [InlineData("\"data_base64\":{}", "The data_base64 of the event is not base64: encode it as in RFC 4648, with padding.")]
    [InlineData("\"data_base64\":\"e30\"", "The data_base64 of the event is not base64: encode it as in RFC 4648, with padding.")]
    [InlineData(
        "\"data_base64\":\"ew==\"",
        "The data of the event is not the JSON expected here: look at line 1, byte 2; it must be valid JSON, no property twice, at "
            + "most 32 levels deep.")]
    [InlineData(
        "\"datacontenttype\":\"image/png\",\"data_base64\":\"/w==\"",
        "The data of the event is neither JSON nor text in UTF-8: send it as application/json.")]
    public void Data_that_cannot_be_read_is_refused(string data, string sentence)
    {
        Assert.Equal(sentence, Problem(Event($$"""{{{Attributes}},{{data}}}""", Structured)));
    }

    [Fact]
    public void A_binary_event_whose_body_is_not_what_it_claims_is_refused()
    {
        Assert.StartsWith(
            "The body is not the JSON expected here: ", Problem(Event("{", "application/json", Headers())), StringComparison.Ordinal);
        Assert.StartsWith(
            "The body is neither JSON nor text",
            Problem(Read([0xFF], "image/png", PayloadFormat.CloudEvents, Headers())),
            StringComparison.Ordinal);
        Assert.StartsWith("The body is empty: send a CloudEvent", Problem(Event(" ", Structured)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_bound_on_values_is_for_the_whole_batch()
    {
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat("1", 1_000))}]"));
        string Batch(int events) => $"[{string.Join(',', Enumerable.Repeat($$"""{{{Attributes}},"data_base64":"{{data}}"}""", events))}]";

        Assert.InRange(Extent.Of(Model(Event(Batch(19), Batched))).Values, 19_000, 20_000);
        Assert.Contains("more than 20,000 values", Problem(Event(Batch(20), Batched)), StringComparison.Ordinal);
    }

    private static PayloadResult Event(string body, string? contentType, IHeaderDictionary? headers = null) =>
        Read(body, contentType, PayloadFormat.CloudEvents, headers);

    private static HeaderDictionary Headers(params (string Name, StringValues Value)[] more)
    {
        var headers = new HeaderDictionary
        {
            ["ce-specversion"] = "1.0",
            ["ce-id"] = "7",
            ["Ce-Source"] = "/crm",
            ["ce-type"] = "lead",
            ["x-other"] = "%",
        };
        foreach (var (name, value) in more)
        {
            headers[name] = value;
        }

        return headers;
    }
}
