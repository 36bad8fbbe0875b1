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
    private const string NoEvent = "This is not a valid CloudEvents 1.0 event: it needs id, source, type and specversion, attribute names "
        + "in lower case, at most one of data and data_base64, and the Content-Type of its mode, such as application/cloudevents+json.";

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
        Assert.Equal(NoLead, Problem(Event("[]", contentType)));
        Assert.Equal(
            """[{"id":"7","source":"/crm","type":"lead","datacontenttype":"application/json","specversion":"1.0","data":"x"},{"id":"7","source":"/crm","type":"lead","subject":"s","specversion":"1.0","data":null}]""",
            Show(Event($$"""[{{{Attributes}},"data":"x"},{{{Attributes}},"subject":"s"}]""", contentType)));
    }

    [Theory]
    [InlineData("application/json", """{"a":1}""", """{"a":"1"}""")]
    [InlineData("application/vnd.lead+json", "[true]", "[true]")]
    [InlineData(null, "12", "\"12\"")]
    [InlineData("text/plain", "é", "\"é\"")]
    [InlineData("application/json; charset=utf-7", "true", "true")]
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
    public void A_header_is_unquoted_and_decoded_once(string header, string expected)
    {
        var members = Assert.IsType<Dictionary<string, object?>>(Model(Event("{}", "application/json", Headers(("CE-Subject", header)))));

        Assert.Equal(expected, members["subject"]);
    }

    [Fact]
    public void A_header_sent_twice_is_refused()
    {
        Assert.Equal(
            NoEvent,
            Problem(Event("{}", "application/json", Headers(("ce-subject", new StringValues(["a", "b"]))))));
    }

    [Fact]
    public void A_header_cannot_pose_as_the_data_or_its_content_type()
    {
        var headers = Headers(("ce-datacontenttype", "text/plain"));

        Assert.Equal(NoEvent, Problem(Event("{}", "application/json", Headers(("ce-data", "forged")))));
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

        Assert.Equal(NoEvent, Problem(Event(without, Structured)));
        Assert.Equal(NoEvent, Problem(Event($$"""[{{{Attributes}}},{{without}}]""", Batched)));
        Assert.Equal(NoEvent, Problem(Event("{}", "application/json", headers)));
    }

    [Theory]
    [InlineData(Structured, "12")]
    [InlineData(Structured, "[1]")]
    [InlineData(Structured, "{\"specversion\":\"0.3\",\"id\":\"7\",\"source\":\"/crm\",\"type\":\"lead\"}")]
    [InlineData(Structured, $"{{{Attributes},\"time\":\"SECRET\"}}")]
    [InlineData(Batched, "[12]")]
    [InlineData(Batched, $"{{{Attributes}}}")]
    [InlineData("application/cloudevents+json; charset=utf-7", $"{{{Attributes}}}")]
    [InlineData("application/cloudevents-batch+json; charset=utf-7", $"[{{{Attributes}}}]")]
    [InlineData(Structured, $"{{{Attributes},\"data\":1,\"data_base64\":\"e30=\"}}")]
    [InlineData(Structured, $"{{{Attributes},\"data_base64\":\"SECRET\"}}")]
    [InlineData(Structured, $"{{{Attributes},\"data_base64\":{{}}}}")]
    [InlineData(Structured, $"{{{Attributes},\"data_base64\":\"e30\"}}")]
    public void Anything_but_an_event_is_refused_without_its_text(string contentType, string body)
    {
        Assert.Equal(NoEvent, Problem(Event(body, contentType)));
    }

    [Theory]
    [InlineData(" ", "look at line 1, byte 2; ")]
    [InlineData("{SECRET}", "look at line 1, byte 2; ")]
    [InlineData($"{{{Attributes},\"data\":{{\"a\":1,}}}}", "look at line 1, byte 7")]
    [InlineData($"{{{Attributes},\"id\":\"8\"}}", "no property twice")]
    [InlineData("<event/>", "look at line 1, byte 1; ", "application/cloudevents+xml")]
    [InlineData("<events/>", "look at line 1, byte 1; ", "application/cloudevents-batch+xml")]
    public void Anything_but_JSON_is_refused_with_its_position(string body, string place, string contentType = Structured)
    {
        var problem = Problem(Event(body, contentType));

        Assert.StartsWith("The body is not the JSON expected here: ", problem, StringComparison.Ordinal);
        Assert.Contains(place, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"data_base64\":\"ew==\"", "The event's data is not the JSON expected here: look at line 1, byte 2; ")]
    [InlineData(
        "\"datacontenttype\":\"image/png\",\"data_base64\":\"/w==\"",
        "The event's data is neither JSON nor text in UTF-8: send it as application/json.")]
    public void Data_that_cannot_be_read_is_refused(string data, string sentence)
    {
        Assert.StartsWith(sentence, Problem(Event($$"""{{{Attributes}},{{data}}}""", Structured)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_binary_event_whose_body_is_not_what_it_claims_is_refused()
    {
        Assert.StartsWith(
            "The event's data is not the JSON expected here: look at line 1, byte 2; ",
            Problem(Event("{", "application/json", Headers())),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "The event's data is neither JSON nor text",
            Problem(Read([0xFF], "image/png", PayloadFormat.CloudEvents, Headers())),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_bound_on_values_is_for_the_whole_batch()
    {
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat("1", 1_000))}]"));
        string Batch(int events) => $"[{string.Join(',', Enumerable.Repeat($$"""{{{Attributes}},"data_base64":"{{data}}"}""", events))}]";

        Assert.InRange(Extent.Of(Model(Event(Batch(19), Batched))).Values, 19_000, 20_000);
        Assert.Contains("more than 20,000 values", Problem(Event(Batch(20), Batched)), StringComparison.Ordinal);
    }

    private static Payload.Reading Event(string body, string? contentType, IHeaderDictionary? headers = null) =>
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
