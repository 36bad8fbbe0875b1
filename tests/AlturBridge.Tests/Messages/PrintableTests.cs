using System.Text;
using AlturBridge.Http;
using AlturBridge.Messages;

namespace AlturBridge.Tests.Messages;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("\u001b[31mred\u001b[0m", "[31mred[0m")]
    [InlineData("\u001b]0;title\u0007", "]0;title")]
    [InlineData("\u009b2J", "2J")]
    [InlineData("one\r\ntwo\u2028three\tfour", "one two three four")]
    [InlineData("a\u202etxt.exe\u2066b", "atxt.exeb")]
    [InlineData("nul\0bell\a", "nulbell")]
    [InlineData("Zoë 🙂 ñ", "Zoë 🙂 ñ")]
    public void Nothing_that_moves_a_cursor_or_turns_text_is_left(string text, string expected)
    {
        Assert.Equal(expected, Printable.Of(text));
    }

    [Fact]
    public void A_number_with_a_hidden_character_is_still_masked()
    {
        Assert.Equal("Rejected +12…43", Quote.Of(new BinaryData(Encoding.UTF8.GetBytes("Rejected +1202\u200b555\u001b0143")), 100));
        Assert.Equal("Rejected +12…43", DeadLetterDescription.Of("Rejected +1202\u200b555\u001b0143"));
    }

    [Fact]
    public void An_answer_of_Altur_or_the_webhook_is_quoted_without_its_control_characters()
    {
        Assert.Equal("[2J nothing to see", Quote.Of(new BinaryData(Encoding.UTF8.GetBytes("\u001b[2J\nnothing to see")), 100));
        Assert.Equal("call_]52;c", CallRecord.IdOf(new BinaryData("""{"id":"call_\u001b]52;c"}""")));
    }
}
