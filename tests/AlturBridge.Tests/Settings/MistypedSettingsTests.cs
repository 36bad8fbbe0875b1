namespace AlturBridge.Tests.Settings;

public sealed class MistypedSettingsTests
{
    [Theory]
    [InlineData("Altur__ApiKeyy", "There is no setting Altur__ApiKeyy: look for a typing mistake.")]
    [InlineData("Calling__Lane", "There is no setting Calling__Lane: look for a typing mistake.")]
    [InlineData("Leads__MaximumAge", "There is no setting Leads__MaximumAge: look for a typing mistake.")]
    [InlineData("Webhook__Secret", "There is no setting Webhook__Secret: look for a typing mistake.")]
    public void A_name_that_is_no_setting_stops_the_start_and_its_value_is_not_repeated(string name, string problem)
    {
        Assert.Equal([problem], BridgeSettings.Problems((name, "whatever")));
    }

    [Fact]
    public void A_setting_of_a_source_that_does_not_exist_is_named_with_its_source()
    {
        // A preset's own names are in lower case, as in its file.
        Assert.Equal(
            "There is no setting Sources__crm__Phone__DefaultCountry: look for a typing mistake.",
            Assert.Single(BridgeSettings.Problems(("Sources__crm__Phone__DefaultCountry", "US"))),
            ignoreCase: true);
    }

    [Fact]
    public void A_name_that_is_a_setting_elsewhere_is_named_without_its_place()
    {
        Assert.Equal(
            ["There is no setting 'AgentId' below Sources__: look for a typing mistake."],
            BridgeSettings.Problems(("Sources__crm__AgentId", BridgeSettings.AgentId), ("Sources__crm__Phone__AgentId", "x")));
    }

    [Theory]
    [InlineData("Altur__Timeout", "thirty seconds", "a duration such as 00:00:30")]
    [InlineData("Altur__Timeout", "00:61:00", "a duration such as 00:00:30")]
    [InlineData("Altur__Timeout", "", "a duration such as 00:00:30")]
    [InlineData("Altur__BaseUrl", "http://", "an address")]
    [InlineData("Calling__Lanes", "many", "a whole number")]
    [InlineData("Calling__Lanes", "4.5", "a whole number")]
    [InlineData("Calling__MaxAttempts", "99999999999", "a whole number")]
    [InlineData("Calling__RedialUnknown", "yes", "true or false")]
    [InlineData("Leads__MaxAge", "1d", "a duration such as 00:00:30")]
    [InlineData("Webhook__Timeout", "15s", "a duration such as 00:00:30")]
    public void A_value_of_another_kind_stops_the_start(string name, string value, string kind)
    {
        Assert.Equal([$"{name} is '{value}', which is not {kind}."], BridgeSettings.Problems((name, value)));
    }

    [Theory]
    [InlineData("Webhook__Secrets", "Webhook__Secrets__0")]
    [InlineData("Webhook__Headers", "Webhook__Headers__<name>")]
    [InlineData("Sources", "Sources__<name>")]
    [InlineData("Sources__crm", "Sources__crm__<name>")]
    public void A_value_for_a_group_of_settings_stops_the_start_and_is_not_repeated(string name, string example)
    {
        Assert.Equal(
            [$"{name} is a group of settings and takes no value itself: set {example}."],
            BridgeSettings.Problems((name, "a-secret-perhaps")));
    }

    [Fact]
    public void Every_mistake_is_named_at_once()
    {
        var problems = BridgeSettings.Problems(
            ("Altur__ApiKey", null), ("Altur__Timeout", "00:00:00"), ("Calling__Lanes", "0"), ("Leads__MaxAge", "x"), ("Webhook__Url", null), ("Sources__crm__Preset", "x"));

        Assert.All(
            ["Altur__ApiKey", "Altur__Timeout", "Calling__Lanes", "Leads__MaxAge", "Webhook__Url", "Sources__crm__Preset"],
            name => Assert.Single(problems, problem => problem.Contains(name, StringComparison.Ordinal)));
        Assert.Equal(6, problems.Count);
    }
}
