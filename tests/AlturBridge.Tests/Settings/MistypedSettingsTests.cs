namespace AlturBridge.Tests.Settings;

public sealed class MistypedSettingsTests
{
    [Theory]
    [InlineData("Altur__ApiKeyy", "There is no setting 'ApiKeyy' below Altur__: look for a typing mistake.")]
    [InlineData("Calling__Lane", "There is no setting 'Lane' below Calling__: look for a typing mistake.")]
    [InlineData("Leads__MaximumAge", "There is no setting 'MaximumAge' below Leads__: look for a typing mistake.")]
    [InlineData("Webhook__Secret", "There is no setting 'Secret' below Webhook__: look for a typing mistake.")]
    public void A_name_that_is_no_setting_stops_the_start_and_its_value_is_not_repeated(string name, string problem)
    {
        Assert.Equal([problem], BridgeSettings.Problems((name, "whatever")));
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
