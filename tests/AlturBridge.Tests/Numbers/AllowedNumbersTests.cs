using AlturBridge.Numbers;

namespace AlturBridge.Tests.Numbers;

public sealed class AllowedNumbersTests
{
    [Theory]
    [InlineData("+12025550143", NumberType.Fixed)]
    [InlineData("+525555550143", NumberType.Fixed)]
    [InlineData("+447911123456", NumberType.Mobile)]
    [InlineData("+445600123456", NumberType.Voip)]
    [InlineData("+15005550006", NumberType.Personal)]
    [InlineData("+18005550143", NumberType.TollFree)]
    [InlineData("+80012345678", NumberType.TollFree)]
    [InlineData("+4918012345", NumberType.SharedCost)]
    [InlineData("+80812345678", NumberType.SharedCost)]
    [InlineData("+19005550143", NumberType.PremiumRate)]
    [InlineData("+979123456789", NumberType.PremiumRate)]
    [InlineData("+881612345678", NumberType.Satellite)]
    [InlineData("+870776123456", NumberType.Satellite)]
    [InlineData("+878101234567890", NumberType.Satellite)]
    [InlineData("+4916412345", NumberType.Pager)]
    [InlineData("+49177991234567", NumberType.Voicemail)]
    [InlineData("+445512345678", NumberType.UniversalAccess)]
    [InlineData("+15555550143", NumberType.Unassigned)]
    [InlineData("+12029110143", NumberType.Unassigned)]
    [InlineData("+9991234567", NumberType.Unassigned)]
    [InlineData("+4402079460123", NumberType.Unassigned)]
    public void Only_the_usual_types_are_called_unless_others_are_listed(string number, NumberType type)
    {
        NumberObjection? expected = AllowedNumbers.Usual.Contains(type) ? null : new NumberObjection.Type(type);

        Assert.Equal(type, NumberingPlans.TypeOf(number[1..]));
        Assert.Equal(expected, new AllowedNumbers([], []).Objection(number));
        Assert.Null(new AllowedNumbers([type], []).Objection(number));
    }

    [Fact]
    public void Other_countries_than_the_allowed_are_not_called()
    {
        var allowed = new AllowedNumbers([], ["1", "52"]);

        Assert.Null(allowed.Objection("+12025550143"));
        Assert.Null(allowed.Objection("+525555550143"));
        Assert.Equal(new NumberObjection.CallingCode(), allowed.Objection("+442079460123"));
        Assert.Equal(new NumberObjection.CallingCode(), allowed.Objection("+9991234567"));
    }

    [Theory]
    [InlineData("+15555550143", "+15555550143")]
    [InlineData("+1 (555) 555-0143", "+15555550143")]
    [InlineData("+9991234567", "+9991234567")]
    [InlineData("(555) 555-0143", null)]
    [InlineData("+0123456789", null)]
    public void An_unassigned_number_is_called_with_its_plus_sign_where_they_are_listed(string text, string? number)
    {
        var allowed = new AllowedNumbers([NumberType.Fixed, NumberType.Unassigned], []);

        Assert.Equal(number, (PhoneNormalizer.Read(text, PhoneConfigurations.Named("US"), allowed) as PhoneResult.Number)?.E164);
        Assert.IsType<PhoneRefusal>(PhoneNormalizer.Read(text, PhoneConfigurations.Named("US"), PhoneConfigurations.Usual));
    }

    [Theory]
    [InlineData("+1 900 555 0143")]
    [InlineData("+19005550143")]
    [InlineData("(900) 555-0143")]
    public void A_premium_rate_number_is_refused_however_it_is_written(string text)
    {
        Assert.Equal(
            new PhoneRefusal(new NumberObjection.Type(NumberType.PremiumRate).Sentence),
            PhoneConfigurations.Named("US").Read(text));
    }

    [Fact]
    public void Every_type_is_documented()
    {
        Assert.All(
            Enum.GetNames<NumberType>(),
            static type => Assert.Contains($"| `{type}` |", Documentation.PhoneNumbers, StringComparison.Ordinal));
    }
}
