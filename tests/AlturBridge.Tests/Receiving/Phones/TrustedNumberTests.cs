using AlturBridge.Receiving.Phones;

namespace AlturBridge.Tests.Receiving.Phones;

public sealed class TrustedNumberTests
{
    [Theory]
    [InlineData("+15555550143")]
    [InlineData("+5215555550143")]
    [InlineData("+88312345678")]
    [InlineData("+9991234567")]
    public void A_number_in_E164_form_is_taken_as_it_is(string number)
    {
        Assert.Equal(new PhoneReading.Number(number, null), PhoneNormalizer.Read(number, new PhoneOptions { TrustE164 = true }));
        Assert.NotEqual(new PhoneReading.Number(number, null), PhoneNormalizer.Read(number, new PhoneOptions()));
    }

    [Theory]
    [InlineData("+1 555 555 0143")]
    [InlineData("15555550143")]
    [InlineData("+0123456789")]
    public void What_is_written_otherwise_is_read_with_care(string text)
    {
        Assert.IsType<PhoneReading.Refused>(PhoneNormalizer.Read(text, new PhoneOptions { TrustE164 = true }));
    }

    [Fact]
    public void The_lists_of_countries_and_prefixes_apply_all_the_same()
    {
        var options = new PhoneOptions { TrustE164 = true, AllowedCallingCodes = { "1" }, DeniedPrefixes = { "1876" } };

        Assert.IsType<PhoneReading.Number>(PhoneNormalizer.Read("+15555550143", options));
        Assert.Equal(new PhoneReading.Refused(PhoneRefusal.DeniedPrefix), PhoneNormalizer.Read("+18765550143", options));
        Assert.Equal(new PhoneReading.Refused(PhoneRefusal.CallingCodeNotAllowed), PhoneNormalizer.Read("+525555550143", options));
        Assert.Equal(new PhoneReading.Refused(PhoneRefusal.CallingCodeNotAllowed), PhoneNormalizer.Read("+9991234567", options));
    }
}
