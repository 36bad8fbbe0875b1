using AlturBridge.Messages;

namespace AlturBridge.Tests.Messages;

public sealed class DeadLetterDescriptionTests
{
    [Fact]
    public void Sentences_stay_as_they_are_but_for_phone_numbers()
    {
        Assert.Equal("Altur refused +12…43 with 422.", DeadLetterDescription.Of("Altur refused +12025550143 with 422."));
    }

    [Theory]
    [InlineData(4095)]
    [InlineData(4096)]
    public void Descriptions_within_the_limit_are_kept_whole(int length)
    {
        Assert.Equal(new string('a', length), DeadLetterDescription.Of(new string('a', length)));
    }

    [Theory]
    [InlineData(4097)]
    [InlineData(100_000)]
    public void Longer_text_is_cut_and_marked(int length)
    {
        var description = DeadLetterDescription.Of(new string('a', length));

        Assert.Equal(4096, description.Length);
        Assert.Equal($"{new string('a', 4095)}…", description);
    }

    [Fact]
    public void A_number_where_the_text_is_cut_is_still_masked()
    {
        var description = DeadLetterDescription.Of($"{new string('a', 4090)} +12025550143 and more");

        Assert.DoesNotContain("+12025", description, StringComparison.Ordinal);
        Assert.InRange(description.Length, 1, 4096);
    }
}
