using System.Text;
using AlturBridge.Forwarding;
using FsCheck;
using FsCheck.Xunit;

namespace AlturBridge.Tests.Forwarding;

public sealed class CloudEventHeaderTests
{
    // The first is the example of the CloudEvents HTTP protocol binding 1.0.2, 3.1.3.2.
    [Theory]
    [InlineData("Euro € 😀", "Euro%20%E2%82%AC%20%F0%9F%98%80")]
    [InlineData("json:order-17", "json:order-17")]
    [InlineData("/leads/crm", "/leads/crm")]
    [InlineData("a b", "a%20b")]
    [InlineData("say \"hi\"", "say%20%22hi%22")]
    [InlineData("50%", "50%25")]
    [InlineData("%41", "%2541")]
    [InlineData("compañía", "compa%C3%B1%C3%ADa")]
    [InlineData("a\r\nb\t", "a%0D%0Ab%09")]
    [InlineData("\u007f", "%7F")]
    [InlineData("!#$&'()*+,-./:;<=>?@[\\]^_`{|}~", "!#$&'()*+,-./:;<=>?@[\\]^_`{|}~")]
    [InlineData("", "")]
    public void Characters_a_header_cannot_carry_are_percent_encoded(string value, string header)
    {
        Assert.Equal(header, CloudEventHeader.Encode(value));
    }

    // Not a theory: the runner cannot pass half a surrogate pair to a test.
    [Fact]
    public void Half_of_a_surrogate_pair_is_not_a_character_and_is_replaced()
    {
        Assert.Equal("%EF%BF%BD", CloudEventHeader.Encode("\ud83d"));
        Assert.Equal("a%EF%BF%BDb", CloudEventHeader.Encode("a\ude00b"));
    }

    [Property(Replay = "(20261122,1)", MaxTest = 2000)]
    public bool Every_text_can_be_read_back(NonNull<string> value)
    {
        var text = string.Concat(value.Get.EnumerateRunes());
        return PercentDecoding.Read(CloudEventHeader.Encode(text)) == text;
    }

    [Fact]
    public void Every_character_of_the_basic_plane_and_some_beyond_can_be_read_back()
    {
        var all = string.Concat(Enumerable.Range(0, 0x1F700).Where(Rune.IsValid).Select(value => new Rune(value)));

        Assert.Equal(all, PercentDecoding.Read(CloudEventHeader.Encode(all)));
    }
}
