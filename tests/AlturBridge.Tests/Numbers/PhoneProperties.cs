using AlturBridge.Messages;
using AlturBridge.Numbers;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AlturBridge.Tests.Numbers;

/// <summary>For any input and any configuration: the number called is the number written.</summary>
[Properties(Replay = "(20261122,1)", MaxTest = 5000, Arbitrary = [typeof(PhoneProperties)], QuietOnSuccess = true)]
public sealed class PhoneProperties
{
    private static readonly string[] Tokens =
    [
        "+", "＋", "0", "00", "011", "044", "1", "52", "521", "44", "39", "49", "7", "8", "810", "870", "202", "555", "911", "0143", "5555",
        "2079460123", "(0)", "(", ")",
        " ", "-", ".", "/", ",", ",,", ";ext=", " ext. ", "x", "#", "12", "E+10", ".0", "tel:", ";phone-context=", "\u202A", "\u200B",
        "\u00A0", "\n", "٢", "𝟐", "２", "\uD800", "\uDC00", "a", "é",
    ];

    private static readonly string[] Formatting = ["", "", " ", "-", "\u00A0", "\u2011", "\u202A", "\u200B", "\u00AD", "  ", " - ", "\t"];

    public static Arbitrary<WrittenPhone> Written()
    {
        var soup = Gen.Elements(Tokens).ListOf().Select(static tokens => string.Concat(tokens));
        var digits = Gen.Elements("+", "", "0", "00", "011").SelectMany(
            static start => Gen.Choose(0, 9).ArrayOf(11).Select(digits => start + string.Concat(digits)));
        var likely = Gen.Elements("+1", "1", "", "01152", "+52", "+521", "044", "0044", "+44", "0", "39", "+39", "+49", "8")
            .SelectMany(static start => Gen.Elements("2025550143", "5555550143", "2079460123", "0612345678", "8185550143", "391234567")
                .SelectMany(number => Gen.Choose(7, number.Length).Select(length => start + number[..length])));

        return Gen.OneOf(soup, digits, likely).Select(static text => new WrittenPhone(text)).ToArbitrary();
    }

    public static Arbitrary<Separators> Formattings() =>
        Gen.Elements(Formatting).ArrayOf(40).Select(static texts => new Separators(texts)).ToArbitrary();

    public static Arbitrary<PhoneOptions> Options()
    {
        var choices = from extension in Gen.Elements(true, false)
                      from region in Gen.Elements(PhoneConfigurations.Regions.AsEnumerable())
                      select PhoneConfigurations.Named(region).With(options => options.DropExtension = extension);

        return choices.ToArbitrary();
    }

    [Property]
    public bool Any_text_is_read(string? text, PhoneOptions options) => IsInOrder(options.Read(text));

    [Property]
    public bool Any_code_units_are_read(char[] text, PhoneOptions options) => IsInOrder(options.Read(new string(text)));

    [Property]
    public bool A_result_is_E164(WrittenPhone written, PhoneOptions options) => IsInOrder(options.Read(written.Text));

    [Property]
    public bool A_result_is_read_unchanged(WrittenPhone written, PhoneOptions options) =>
        options.Read(written.Text) is not PhoneResult.Number number
        || options.Read(number.E164) == new PhoneResult.Number(number.E164, null);

    [Property]
    public bool Without_a_plus_sign_a_result_is_in_the_region_or_dialled_from_it(WrittenPhone written, PhoneOptions options) =>
        written.Text.Contains('+', StringComparison.Ordinal)
        || written.Text.Contains('＋', StringComparison.Ordinal)
        || options.Read(written.Text) is not PhoneResult.Number number
        || number.E164.StartsWith($"+{NumberingPlans.CallingCodeOfRegion(options.Region!)}", StringComparison.Ordinal)
        || NumberingPlans.WithoutInternationalPrefix(Digits(written.Text), options.Region!) is not null;

    [Property]
    public bool Nothing_is_invented_but_the_calling_code(WrittenPhone written, PhoneOptions options) =>
        options.Read(written.Text) is not PhoneResult.Number number
        || IsWithin(number.E164[1..], Digits(written.Text))
        || (options.Region is { } region
            && number.E164.StartsWith($"+{NumberingPlans.CallingCodeOfRegion(region)}", StringComparison.Ordinal)
            && Digits(written.Text).Contains(
                number.E164[(1 + NumberingPlans.CallingCodeOfRegion(region).Length)..], StringComparison.Ordinal));

    [Property]
    public bool A_result_is_a_number_that_exists(WrittenPhone written, PhoneOptions options) =>
        options.Read(written.Text) is not PhoneResult.Number number || AllowedNumbers.Usual.Contains(
            NumberingPlans.TypeOf(number.E164[1..]));

    [Property]
    public bool Formatting_does_not_change_the_result(WrittenPhone written, Separators separators, PhoneOptions options)
    {
        var bare = new string([.. written.Text.Where(static character => char.IsAsciiDigit(character) || character == '+')]);
        var formatted = string.Concat(
            bare.Select((character, index) => character == '+' ? "+" : $"{character}{separators.Texts[index % separators.Texts.Count]}"));

        return bare.LastIndexOf('+') > 0
            || formatted.Length > PhoneNormalizer.MaxTextLength
            || options.Read(bare) == options.Read(formatted);
    }

    [Fact]
    public void The_generated_texts_are_often_numbers()
    {
        var texts = Written().Generator.Sample(2000, 50).ToList();

        var numbers = texts.Count(static text => PhoneConfigurations.Regions.Any(
            region => PhoneConfigurations.Named(region).Read(text.Text) is PhoneResult.Number));
        Assert.InRange(numbers, 300, 1900);
    }

    private static bool IsInOrder(PhoneResult reading) => reading switch
    {
        PhoneResult.Number number => PhoneNumber.IsE164(number.E164),
        PhoneRefusal refused => refused.Text.Length > 0,
        _ => false,
    };

    private static string Digits(string text) => string.Concat(text.EnumerateRunes()
        .Where(static rune => System.Text.Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.DecimalDigitNumber)
        .Select(static rune => (int)System.Text.Rune.GetNumericValue(rune)));

    /// <summary>Whether the digits occur in the text in this order, possibly with others in between.</summary>
    private static bool IsWithin(string digits, string text)
    {
        var found = 0;
        foreach (var digit in text)
        {
            found += found < digits.Length && digits[found] == digit ? 1 : 0;
        }

        return found == digits.Length;
    }

    public sealed record WrittenPhone(string Text);

    public sealed record Separators(IReadOnlyList<string> Texts);
}
