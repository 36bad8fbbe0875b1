using AlturBridge.Numbers;

namespace AlturBridge.Tests.Numbers;

public sealed class PhoneReadingTests
{
    [Theory]
    [InlineData("US", "(+1) 202 555 0143", "+12025550143")]
    [InlineData("US", "＋１（２０２）５５５－０１４３", "+12025550143")]
    [InlineData("US", "+1\u00A0202\u202F555\u30000143", "+12025550143")]
    [InlineData("US", "202\u2212555\u20130143", "+12025550143")]
    [InlineData("US", "\uFEFF2025550143\r\n", "+12025550143")]
    [InlineData("US", "𝟐𝟎𝟐 555 0143", "+12025550143")]
    [InlineData("US", "TEL: 202-555-0143", "+12025550143")]
    [InlineData("US", "202/555-0143", "+12025550143")]
    [InlineData("US", "+1.2025550143", "+12025550143")]
    [InlineData("NONE", "+49 30/1234567", "+49301234567")]
    [InlineData("NONE", "+49 (0)39421/12345", "+493942112345")]
    [InlineData("NONE", "+7 812 555 01 43", "+78125550143")]
    [InlineData("GB", "0044 (0)20 7946 0123", "+442079460123")]
    [InlineData("GB", "44 (0)20 7946 0123", "+442079460123")]
    [InlineData("GB", "(0)20 7946 0123", "+442079460123")]
    [InlineData("GB", "016977 2345", "+44169772345")]
    [InlineData("IT", "06 1234 5678", "+390612345678")]
    [InlineData("RU", "8 812 555 01 43", "+78125550143")]
    [InlineData("RU", "812 555 01 43", "+78125550143")]
    [InlineData("RU", "+7 812 555 01 43", "+78125550143")]
    [InlineData("RU", "810 52 55 5555 0143", "+525555550143")]
    [InlineData("DE", "49 30 1234567", "+49301234567")]
    [InlineData("IT", "39 061 234 567", "+39061234567")]
    [InlineData("AR", "011 15 5555-0143", "+5491155550143")]
    [InlineData("BR", "0 15 11 98765-4321", "+5511987654321")]
    [InlineData("MX", "01 55 5555 0143", "+525555550143")]
    [InlineData("US", "+52 1 55 5555 0143", "+525555550143")]
    public void A_number_is_read_as_it_is_written(string configuration, string text, string e164)
    {
        Assert.Equal(new PhoneResult.Number(e164, null), PhoneConfigurations.Named(configuration).Read(text));
    }

    [Theory]
    [InlineData("+12025550143 x12", "12")]
    [InlineData("(202) 555-0143 ext. 12", "12")]
    [InlineData("(202) 555-0143 Extension 4321", "4321")]
    [InlineData("202-555-0143 extensión 7", "7")]
    [InlineData("202-555-0143 #4", "4")]
    [InlineData("202-555-0143,,12#", "12")]
    [InlineData("tel:+1-202-555-0143;ext=012", "012")]
    public void An_extension_is_dropped_when_asked_for_and_named(string text, string extension)
    {
        var options = PhoneConfigurations.Named("US").With(static options => options.DropExtension = true);

        Assert.Equal(new PhoneResult.Number("+12025550143", extension), options.Read(text));
    }

    [Fact]
    public void A_plus_sign_before_a_national_number_is_trusted_unless_the_country_is_not_allowed()
    {
        var careful = PhoneConfigurations.Named("US").With(static options => options.AllowedCallingCodes.Add("1"));

        Assert.Equal(new PhoneResult.Number("+442079460123", null), PhoneConfigurations.Named("US").Read("+442079460123"));
        Assert.Equal(PhoneRefusal.CallingCodeNotAllowed, careful.Read("+442079460123"));
    }

    [Fact]
    public void A_number_with_a_local_and_a_foreign_reading_is_refused()
    {
        // In area code 2677, or in area code 4926.
        Assert.Equal(PhoneRefusal.Ambiguous, PhoneConfigurations.Named("DE").Read("49 2677 90137"));
    }

    [Fact]
    public void A_denied_beginning_is_refused_and_its_neighbours_are_not()
    {
        var options = PhoneConfigurations.Named("US").With(static options => options.DeniedPrefixes.Add("1876"));

        Assert.Equal(PhoneRefusal.DeniedPrefix, options.Read("(876) 555-0143"));
        Assert.Equal(new PhoneResult.Number("+12025550143", null), options.Read("+12025550143"));
    }

    [Fact]
    public void Rules_about_who_may_be_called_do_not_decide_how_a_number_is_read()
    {
        // Denying one of two readings does not make the other the right one.
        var options = PhoneConfigurations.Named("DE").With(static options => options.DeniedPrefixes.Add("4949"));

        Assert.Equal(PhoneRefusal.Ambiguous, options.Read("49 2677 90137"));
    }
}
