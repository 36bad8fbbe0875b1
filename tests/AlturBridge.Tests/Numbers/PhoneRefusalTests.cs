using AlturBridge.Numbers;

namespace AlturBridge.Tests.Numbers;

public sealed class PhoneRefusalTests
{
    public static TheoryData<string> Names => new(RefusalName.All.Keys);

    [Theory]
    [InlineData("US", null, "missing")]
    [InlineData("US", " \t\r\n\u200B ", "missing")]
    [InlineData("US", "+", "missing")]
    [InlineData("US", "—", "missing")]
    [InlineData("US", "1.2E+10", "not_an_integer_number")]
    [InlineData("US", "1,2025550143E+10", "not_an_integer_number")]
    [InlineData("US", "1.2025550143e10", "not_an_integer_number")]
    [InlineData("US", "-12025550143", "not_an_integer_number")]
    [InlineData("US", "202.5550143", "not_an_integer_number")]
    [InlineData("US", "٢٠٢٥٥٥٠١٤٣.٠", "not_an_integer_number")]
    [InlineData("US", "12,025,550,143", "unexpected_character")]
    [InlineData("US", "2O2-555-0143", "unexpected_character")]
    [InlineData("US", "++12025550143", "unexpected_character")]
    [InlineData("US", "'+12025550143", "unexpected_character")]
    [InlineData("US", "202555²0143", "unexpected_character")]
    [InlineData("US", "202555\n0143", "unexpected_character")]
    [InlineData("US", "2025550143\0", "unexpected_character")]
    [InlineData("US", "2025550143\uFFFD", "unexpected_character")]
    [InlineData("US", "202555014%33", "unexpected_character")]
    [InlineData("US", "2025550143\uD800", "unexpected_character")]
    [InlineData("US", "tel:tel:2025550143", "unexpected_character")]
    [InlineData("US", "202-555-0143 x", "unexpected_character")]
    [InlineData("US", "202-555-0143 x 2025550144", "unexpected_character")]
    [InlineData("US", "2025550143 / 2025550144", "several_numbers")]
    [InlineData("US", "2025550143 +12025550144", "several_numbers")]
    [InlineData("US", "+12025550143 or +12025550144", "several_numbers")]
    [InlineData("US", "5550143/5550144", "several_numbers")]
    [InlineData("IT", "061234567/8", "several_numbers")]
    [InlineData("NONE", "+49 30 1234567/68", "several_numbers")]
    [InlineData("US", "202-555-0143 x12", "extension")]
    [InlineData("US", "202-555-0143,,12", "extension")]
    [InlineData("US", "tel:555-0143;phone-context=+1-202", "phone_context")]
    [InlineData("US", "tel:+12025550143;ext=1;phone-context=example.com", "phone_context")]
    [InlineData("NONE", "202 555 0143", "no_region")]
    [InlineData("NONE", "112", "no_region")]
    [InlineData("US", "112", "too_short")]
    [InlineData("MX", "12025550143", "national_length")]
    [InlineData("GB", "+44 20 7946 01234", "national_length")]
    [InlineData("DE", "49 2677 90137", "ambiguous")]
    [InlineData("IT", "0044 7911 123", "unassigned")]
    [InlineData("GB", "+44 (0)020 7946 0123", "trunk_prefix_kept")]
    [InlineData("RU", "+7 8 812 555 01 43", "trunk_prefix_kept")]
    [InlineData("NONE", "+378 (0)549 123456", "parenthesised_zero")]
    [InlineData("NONE", "+225 (0)7 12345678", "parenthesised_zero")]
    [InlineData("NONE", "+49 30 (0) 1234567", "parenthesised_zero")]
    [InlineData("NONE", "+49 (0)30 (0)1234567", "parenthesised_zero")]
    [InlineData("GB", "20 (0) 7946 0123", "parenthesised_zero")]
    [InlineData("GB", "20 (0) 794 6012", "parenthesised_zero")]
    [InlineData("NONE", "+0044 20 7946 0123", "unknown_calling_code")]
    [InlineData("NONE", "+999 1234567", "unknown_calling_code")]
    [InlineData("NONE", "+112", "too_short")]
    [InlineData("NONE", "+99", "too_short")]
    [InlineData("NONE", "+4912345678901234", "too_long")]
    [InlineData("US", "+1 411 555 0143", "unassigned")]
    [InlineData("US", "+1 292 555 0143", "unassigned")]
    [InlineData("US", "+1 102 555 0143", "unassigned")]
    [InlineData("US", "1202555014", "national_length")]
    [InlineData("NONE", "+52 55 5555 014", "national_length")]
    [InlineData("NONE", "+52 01 55 5555 0143", "national_length")]
    [InlineData("NONE", "+52 1 55 5555 014", "unassigned")]
    [InlineData("MX", "0555550143", "unassigned")]
    [InlineData("NONE", "+800 12345678", "type_not_allowed")]
    [InlineData("NONE", "+808 12345678", "type_not_allowed")]
    [InlineData("NONE", "+870 776123456", "type_not_allowed")]
    [InlineData("NONE", "+878 101234567890", "type_not_allowed")]
    [InlineData("NONE", "+882 1612345", "type_not_allowed")]
    [InlineData("NONE", "+883 510012345", "type_not_allowed")]
    [InlineData("NONE", "+888 12345678901", "type_not_allowed")]
    [InlineData("NONE", "+979 123456789", "type_not_allowed")]
    public void A_number_without_exactly_one_reading_is_refused(string configuration, string? text, string name)
    {
        Assert.Equal(name, RefusalOf(text, PhoneConfigurations.Named(configuration)));
    }

    [Fact]
    public void Other_calling_codes_than_the_allowed_are_refused()
    {
        var options = PhoneConfigurations.Named("NONE").With(static options => options.AllowedCallingCodes.Add("52"));

        Assert.Equal("calling_code_not_allowed", RefusalOf("+442079460123", options));
        Assert.Null(RefusalOf("+525555550143", options));
    }

    [Fact]
    public void Long_texts_are_refused_whatever_they_hold()
    {
        Assert.Null(RefusalOf("+12025550143".PadLeft(PhoneNormalizer.MaxTextLength), PhoneConfigurations.Named("NONE")));
        Assert.Equal(
            "text_too_long", RefusalOf("+12025550143".PadLeft(PhoneNormalizer.MaxTextLength + 1), PhoneConfigurations.Named("NONE")));
        Assert.Equal("text_too_long", RefusalOf(new string('(', 1_000_000), PhoneConfigurations.Named("NONE")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_refusal_is_one_sentence_that_says_how_to_fix_it(string name)
    {
        var sentence = RefusalName.All[name].Sentence("Sources__crm__Phone");

        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        Assert.Contains(": ", sentence, StringComparison.Ordinal);
    }

    private static string? RefusalOf(string? text, PhoneOptions options) => RefusalName.Of(options.Read(text));
}
