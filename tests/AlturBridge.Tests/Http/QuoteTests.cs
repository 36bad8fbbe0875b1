using AlturBridge.Http;
using AlturBridge.Messages;

namespace AlturBridge.Tests.Http;

public sealed class QuoteTests
{
    [Theory]
    [InlineData("no such agent", 20, "no such agent")]
    [InlineData("no such agent", 13, "no such agent")]
    [InlineData("no such agent", 7, "no such…")]
    [InlineData("\r\n one\r\ntwo \n", 20, "one two")]
    [InlineData("", 20, "")]
    public void The_beginning_is_quoted_in_one_line(string body, int maxCharacters, string quote)
    {
        Assert.Equal(quote, Quote.Of(new BinaryData(body), maxCharacters));
    }

    [Theory]
    [InlineData(8, "to +12…4…")]
    [InlineData(7, "to +12……")]
    [InlineData(5, "to +1…")]
    public void A_number_that_the_cut_divides_is_masked_first(int maxCharacters, string quote)
    {
        Assert.Equal(quote, Quote.Of(new BinaryData("to +12025550143 or so"), maxCharacters));
    }

    [Fact]
    public void A_character_that_takes_two_is_not_halved()
    {
        Assert.Equal("ab…", Quote.Of(new BinaryData("ab🙂cd"), 3));
        Assert.Equal("ab🙂…", Quote.Of(new BinaryData("ab🙂cd"), 4));
        Assert.EndsWith("x…", DeadLetterDescription.Of(new string('x', 4094) + "🙂x"), StringComparison.Ordinal);
    }
}
