using AlturBridge.Tests.Configuration;

namespace AlturBridge.Tests.Calling.Rules;

public sealed class RuleSettingTests
{
    [Theory]
    [InlineData("Calling__Hours__Mon_Fri", "20:00-08:00", "Calling__Hours__Mon_Fri ends before it begins")]
    [InlineData("Calling__Hours__Mon_Fri", "08:00-24:00", "Calling__Hours__Mon_Fri must be times of day")]
    [InlineData("Calling__Hours__Mon_Fri", "8-20", "Calling__Hours__Mon_Fri must be times of day")]
    [InlineData("Calling__Hours__Mon_Fri", "", "Calling__Hours__Mon_Fri must be times of day")]
    [InlineData("Calling__Hours__Mon_Fri", "08:00-12:00,11:00-20:00", "Calling__Hours__Mon_Fri overlaps another window of the same day")]
    [InlineData("Calling__Hours__Monday", "08:00-20:00", "Calling__Hours__Monday does not name days")]
    [InlineData("Calling__Hours__Fri_Mon", "08:00-20:00", "Calling__Hours__Fri_Mon does not name days")]
    [InlineData("Calling__Closed__0", "25.12.2026", "Calling__Closed__0 must be a day, such as 2026-12-25.")]
    [InlineData("Calling__Closed__0", "2026-02-30", "Calling__Closed__0 must be a day")]
    [InlineData("Calling__MinGap", "-00:05:00", "Calling__MinGap must be from")]
    [InlineData("Calling__MinGap", "1.00:00:01", "Calling__MinGap is 1.00:00:01, longer than Leads__MaxAge (1.00:00:00)")]
    [InlineData("Calling__MaxPerDay", "-1", "Calling__MaxPerDay must be a whole number from 0")]
    [InlineData("Calling__DoNotCall", "true", "Calling__DoNotCall is true, but the app has no storage account to keep the list in")]
    [InlineData("Calling__DoNotCall", "yes", "Calling__DoNotCall must be true or false")]
    [InlineData("Sources__crm__TimeZone", "Mountain Time", "Sources__crm__TimeZone")]
    [InlineData("Sources__crm__MaxPerHour", "-1", "Sources__crm__MaxPerHour must be a whole number from 0 (no limit) to 1000000.")]
    [InlineData("Calling__Budget", "15", "Calling__Budget must be 0 (no limit), or from 16 to 320000")]
    [InlineData("Calling__AllowedTypes__0", "Landline", "Calling__AllowedTypes__0 must be one of f")]
    [InlineData("Calling__AllowedCallingCodes__0", "+1", "Calling__AllowedCallingCodes__0 must be a calling code in use")]
    public void A_mistake_stops_startup_with_a_sentence(string setting, string value, string sentence)
    {
        Assert.StartsWith(sentence, Assert.Single(BridgeSettings.Problems((setting, value))), StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_of_days_that_are_named_twice_overlap()
    {
        Assert.StartsWith(
            "Calling__Hours__Sat overlaps another window",
            Assert.Single(BridgeSettings.Problems(("Calling__Hours__Mon_Sat", "08:00-20:00"), ("Calling__Hours__Sat", "09:00-17:00"))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Hours_as_the_law_has_them_start()
    {
        BridgeSettings.Start(
            ("Calling__Hours__Mon_Sun", "08:00-21:00"), ("Calling__Closed__0", "2026-12-25"), ("Calling__MinGap", "1.00:00:00"), (
                "Calling__MaxPerDay", "3"),
            ("Calling__Budget", "1000"), ("Calling__AllowedTypes__0", "Fixed"), ("Calling__AllowedCallingCodes__0", "1")).Dispose();
    }
}
