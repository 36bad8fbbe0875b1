using AlturBridge.Receiving.Phones;

namespace AlturBridge.Tests.Receiving.Phones;

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
    [InlineData("MX", "01 55 5555 0143", "+525555550143")]
    [InlineData("US", "+52 1 55 5555 0143", "+525555550143")]
    public void A_number_is_read_as_it_is_written(string configuration, string text, string e164)
    {
        Assert.Equal(new PhoneReading.Number(e164, null), PhoneNormalizer.Read(text, PhoneConfigurations.Named(configuration)));
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
        var options = PhoneConfigurations.UnitedStates.With(static options => options.OnExtension = ExtensionHandling.Drop);


        Assert.Equal(new PhoneReading.Number("+12025550143", extension), PhoneNormalizer.Read(text, options));
    }

    [Fact]
    public void A_calling_code_without_its_plus_sign_is_noticed_only_where_every_length_is_listed()
    {
        Assert.Equal(new PhoneReading.Number("+4949301234567", null), PhoneNormalizer.Read("49 30 1234567", PhoneConfigurations.Germany(10, 11)));
        Assert.Equal(new PhoneReading.Refused(PhoneRefusal.Ambiguous), PhoneNormalizer.Read("49 30 1234567", PhoneConfigurations.Germany(9, 10, 11)));
    }

    [Fact]
    public void A_plus_sign_before_a_national_number_is_taken_at_its_word_unless_its_country_is_not_allowed()
    {
        var careful = PhoneConfigurations.UnitedStates.With(static options => options.AllowedCallingCodes.Add("1"));

        Assert.Equal(new PhoneReading.Number("+2025550143", null), PhoneNormalizer.Read("+2025550143", PhoneConfigurations.UnitedStates));
        Assert.Equal(new PhoneReading.Refused(PhoneRefusal.CallingCodeNotAllowed), PhoneNormalizer.Read("+2025550143", careful));
    }

    [Fact]
    public void Two_ways_to_the_same_number_are_one_reading()
    {
        var options = PhoneConfigurations.UnitedStates.With(static options => options.TrunkPrefix = "1");

        Assert.Equal(new PhoneReading.Number("+12025550143", null), PhoneNormalizer.Read("1 202 555 0143", options));
    }

    [Fact]
    public void The_mexican_mobile_prefix_stays_when_asked_for()
    {
        var options = PhoneConfigurations.Mexico.With(static options => options.KeepMexicanMobilePrefix = true);

        Assert.Equal(new PhoneReading.Number("+5215555550143", null), PhoneNormalizer.Read("+52 1 55 5555 0143", options));
        Assert.Equal(new PhoneReading.Number("+5215555550143", null), PhoneNormalizer.Read("5215555550143", options));
        Assert.Equal(new PhoneReading.Number("+525555550143", null), PhoneNormalizer.Read("55 5555 0143", options));
    }

    [Fact]
    public void A_service_that_is_no_country_is_called_only_when_its_code_is_listed()
    {
        var options = PhoneConfigurations.None.With(static options => options.AllowedCallingCodes.Add("870"));

        Assert.Equal(new PhoneReading.Number("+870776123456", null), PhoneNormalizer.Read("+870776123456", options));
        Assert.Equal(new PhoneReading.Refused(PhoneRefusal.NonGeographic), PhoneNormalizer.Read("+881612345678", options));
    }

    [Fact]
    public void A_denied_beginning_is_refused_and_its_neighbours_are_not()
    {
        var options = PhoneConfigurations.UnitedStates.With(static options => options.DeniedPrefixes.Add("1876"));

        Assert.Equal(new PhoneReading.Refused(PhoneRefusal.DeniedPrefix), PhoneNormalizer.Read("(876) 555-0143", options));
        Assert.Equal(new PhoneReading.Number("+12025550143", null), PhoneNormalizer.Read("+12025550143", options));
    }

    [Fact]
    public void The_rules_about_whom_to_call_do_not_decide_how_a_number_is_read()
    {
        // +39 391… and +39 1… are both possible: denying one of them does not make the other the right one.
        var options = PhoneConfigurations.Italy.With(static options => options.DeniedPrefixes.Add("3939"));

        Assert.Equal(new PhoneReading.Refused(PhoneRefusal.Ambiguous), PhoneNormalizer.Read("39 123 456 789", options));
    }
}
