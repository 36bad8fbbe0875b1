using System.Text;
using AlturBridge.Messages;
using static AlturBridge.Tests.Messages.Samples;

namespace AlturBridge.Tests.Messages;

public sealed class CallRequestRefusalTests
{
    public static TheoryData<string> NotJson => new(
        "{",
        "nothing",
        "{'phone_number_to':'SECRET'}",
        "{\"phone_number_to\":SECRET}",
        "{\"phone_number_to\":\"SECRET\"",
        "{\"phone_number_to\":\"SECRET\",}",
        "{\"phone_number_to\":\"SECRET\"} {}",
        "{\"end_user_context\":\"SEC\u0001RET\"}",
        "// SECRET\n{}",
        "phone_number_to=SECRET&agent_id=SECRET",
        "<lead>SECRET</lead>",
        $$"""{"agent_id":"{{AgentId}}","phone_number_to":"{{Phone}}","end_user_context":"SECRET","end_user_context":"SECRET"}""",
        "{\"a\":{\"SECRET\":1,\"SECRET\":2}}");

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t ")]
    [InlineData("\uFEFF")]
    [InlineData("\uFEFF \n")]
    public void An_empty_body_is_refused_with_what_to_send(string body)
    {
        Assert.Equal("The body is empty: send a JSON object with agent_id and phone_number_to.", Unreadable(Read(body)));
    }

    [Fact]
    public void A_body_that_leaves_a_copy_no_room_is_refused()
    {
        var body = $$"""{"agent_id":"{{AgentId}}","phone_number_to":"{{Phone}}","end_user_context":"{{new string('x', 128 * 1024)}}"}""";

        Assert.Equal("The body is larger than 128 KB: shorten end_user_context.", Unreadable(Read(body)));
    }

    [Theory]
    [MemberData(nameof(NotJson))]
    public void Anything_but_strict_JSON_is_refused_with_its_position_but_not_its_text(string body)
    {
        var problem = Unreadable(Read(body));

        Assert.StartsWith("The body is not the JSON expected here: ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", problem, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_place_of_a_mistake_is_given_as_an_editor_counts()
    {
        Assert.Contains("look at line 3, byte 11;", Unreadable(Read("{\n\"a\": 1,\n\"b\": \"ok\",, \n}")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData($"[{Lead}]")]
    [InlineData("\"SECRET\"")]
    [InlineData("12")]
    [InlineData("true")]
    [InlineData("null")]
    public void JSON_that_is_not_one_object_is_refused(string body)
    {
        Assert.Equal(
            "The body must be one JSON object: send one lead per request, as {\"phone_number_to\": \"+12025550143\", …}.",
            Unreadable(Read(body)));
    }

    [Theory]
    [InlineData("[", "")]
    [InlineData("{\"a\":", "")]
    [InlineData("{\"a\":[", "]}")]
    public void Ten_thousand_levels_of_nesting_are_refused(string open, string close)
    {
        var body = string.Concat(Enumerable.Repeat(open, 10_000)) + string.Concat(Enumerable.Repeat(close, 10_000));

        Assert.Contains("at most 32 levels deep", Unreadable(Read(body)), StringComparison.Ordinal);
    }

    [Fact]
    public void Thirty_two_levels_are_read_and_thirty_three_are_not()
    {
        static string Nested(int levels) => $"{Lead[..^1]},\"a\":{new string('[', levels - 1)}{new string(']', levels - 1)}}}";

        Assert.IsType<CallRequestResult.Valid>(Read(Nested(32)));
        Assert.IsType<CallRequestResult.Unreadable>(Read(Nested(33)));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0xE9 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xC0, 0xAF })]
    public void Text_that_is_not_UTF_8_is_refused(byte[] bytes)
    {
        byte[] body = [.. Encoding.UTF8.GetBytes(Lead[..^1]), .. ",\"end_user_display_name\":\""u8, .. bytes, .. "\"}"u8];

        Assert.Equal("The body is not valid UTF-8: send JSON encoded as UTF-8.", Unreadable(CallRequestReader.Read(body)));
    }

    [Fact]
    public void UTF_16_is_refused()
    {
        Assert.IsType<CallRequestResult.Unreadable>(CallRequestReader.Read(Encoding.Unicode.GetBytes(Lead)));
        Assert.IsType<CallRequestResult.Unreadable>(
            CallRequestReader.Read((byte[])[.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Lead)]));
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\udc00 end")]
    [InlineData("\\ud83d then \\ude42")]
    public void Half_a_surrogate_pair_in_a_value_is_refused_by_the_name_of_its_field(string text)
    {
        var problem = Assert.Single(
            Assert.IsType<CallRequestResult.Invalid>(Read($"{Lead[..^1]},\"end_user_context\":\"{text}\"}}")).Problems);

        Assert.Equal("end_user_context holds half of a \\u surrogate pair: send both halves or the character itself.", problem);
    }

    [Theory]
    [InlineData("{\"\\ud800\":1,\"\\ud800\":2}")]
    [InlineData("{\"\\udc00\":1}")]
    [InlineData("{\"a\":{\"\\ud800\":1}}")]
    [InlineData("{\"\\ud800 a field with a long name\":1,\"agent_id\":\"x\"}")]
    public void Half_a_surrogate_pair_in_a_name_is_refused(string body)
    {
        var problem = Unreadable(Read(body));

        Assert.Contains("surrogate", problem, StringComparison.Ordinal);
    }

    private static string Unreadable(CallRequestResult reading) => Assert.IsType<CallRequestResult.Unreadable>(reading).Problem;
}
