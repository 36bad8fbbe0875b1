using System.Text;
using System.Text.RegularExpressions;
using AlturBridge.Receiving.Payloads;
using static AlturBridge.Tests.Receiving.Payloads.Payload;

namespace AlturBridge.Tests.Receiving.Payloads;

public sealed class JsonPayloadTests
{
    private const string Rules =
        "it must be valid JSON in UTF-8, without half a \\u surrogate pair, no property twice, at most 32 levels deep.";

    private const string NotStrict = $"The body is not the JSON expected here: {Rules}";

    [Fact]
    public void Objects_arrays_strings_booleans_and_null_become_the_plain_model()
    {
        const string Json = """{"name":"Zoë \"Z\"","tags":["hot",true,false,null,[],{}],"empty":""}""";

        Assert.Equal(Json, Show(Read(Json, "application/json")));
    }

    [Theory]
    [InlineData("12025550143")]
    [InlineData("-1.50e+9")]
    [InlineData("12345678901234567890123456789")]
    [InlineData("0.10")]
    public void A_number_keeps_the_text_it_was_sent_as(string number)
    {
        var members = Assert.IsType<Dictionary<string, object?>>(Model(Read($$"""{"phone":{{number}}}""", "application/json")));

        Assert.Equal(new JsonNumber(number), members["phone"]);
    }

    [Fact]
    public void Names_are_told_apart_by_case()
    {
        Assert.Equal("""{"Id":"1","id":"2"}""", Show(Read("""{"Id":"1","id":"2"}""", "application/json")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    [InlineData("nonsense")]
    [InlineData("application/cloudevents+json")]
    public void A_body_is_JSON_unless_the_content_type_says_form_or_XML(string? contentType)
    {
        Assert.Equal("""{"a":"1"}""", Show(Read("""{"a":1}""", contentType)));
    }

    [Fact]
    public void A_source_that_says_JSON_is_read_as_JSON_whatever_the_content_type()
    {
        Assert.Equal("""{"a":"1"}""", Show(Read("""{"a":1}""", UrlEncoded, PayloadFormat.Json)));
    }

    [Fact]
    public void A_byte_order_mark_is_skipped()
    {
        Assert.Equal("{}", Show(Read("\uFEFF{}", "application/json")));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t ")]
    [InlineData("\uFEFF \n")]
    public void An_empty_body_is_refused(string body)
    {
        Assert.Equal(NoLead, Problem(Read(body, "application/json")));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("nothing")]
    [InlineData("{'phone':'SECRET'}")]
    [InlineData("{\"phone\":SECRET}")]
    [InlineData("{\"phone\":\"SECRET\",}")]
    [InlineData("{\"phone\":\"SECRET\"} {}")]
    [InlineData("// SECRET\n{}")]
    [InlineData("phone=SECRET")]
    [InlineData("<lead>SECRET</lead>")]
    public void Anything_but_strict_JSON_is_refused_with_its_position_but_not_its_text(string body)
    {
        var problem = Problem(Read(body, "application/json"));

        Assert.Matches(
            $"^The body is not the JSON expected here: look at line [0-9]+, byte [0-9]+; {Regex.Escape(Rules)}$", problem);
    }

    [Theory]
    [InlineData("{\n\"a\": 1,\n\"b\": \"ok\",, \n}", "look at line 3, byte 11;")]
    public void The_place_of_a_mistake_is_given_as_an_editor_counts(string body, string place)
    {
        Assert.Contains(place, Problem(Read(body, "application/json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"phone\":\"SECRET\",\"phone\":\"SECRET\"}")]
    [InlineData("[{\"a\":{\"SECRET\":1,\"\\u0053ECRET\":2}}]")]
    [InlineData("{\"é\":1,\"é\":2}")]
    public void A_property_that_is_given_twice_is_refused_without_its_text(string body)
    {
        Assert.Equal(NotStrict, Problem(Read(body, "application/json")));
    }

    [Theory]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{\"\\udc00\":1}")]
    [InlineData("{\"\\udc00\":1,\"\\udc00\":1}")]
    [InlineData("[\"\\ud83d then \\ude42\"]")]
    public void Half_a_surrogate_pair_is_refused(string body)
    {
        Assert.Equal(NotStrict, Problem(Read(body, "application/json")));
    }

    [Theory]
    [InlineData("null")]
    [InlineData(" [ ] ")]
    public void An_empty_input_is_refused(string body)
    {
        Assert.Equal(NoLead, Problem(Read(body, "application/json")));
    }

    [Fact]
    public void A_whole_surrogate_pair_is_read()
    {
        Assert.Equal("🙂", Assert.Single((List<object?>)Model(Read("[\"\\ud83d\\ude42\"]", "application/json"))!));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    public void Text_that_is_not_UTF_8_is_refused(byte[] bytes)
    {
        byte[] body = [.. "[\""u8, .. bytes, .. "\"]"u8];

        Assert.Equal(NotStrict, Problem(Read(body, "application/json")));
        Assert.NotNull(Read(Encoding.Unicode.GetBytes("{}"), "application/json").Problem);
    }

    [Fact]
    public void Thirty_two_levels_are_read_and_thirty_three_are_not()
    {
        static string Nested(int levels) => new string('[', levels) + new string(']', levels);

        Assert.Equal(new Extent(32, 32), Extent.Of(Model(Read(Nested(32), "application/json"))));
        Assert.Contains("at most 32 levels deep", Problem(Read(Nested(33), "application/json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Twenty_thousand_values_are_read_and_one_more_is_not()
    {
        static string Array(int items) => $"[{string.Join(',', Enumerable.Repeat("1", items))}]";

        Assert.Equal(20_000, Extent.Of(Model(Read(Array(19_999), "application/json"))).Values);
        Assert.Equal(
            "The body holds more than 20,000 values: send fewer leads in one request, or fewer fields of each.",
            Problem(Read(Array(20_000), "application/json")));
    }
}
