namespace AlturBridge.Tests.Configuration;

public sealed class MistypedSettingsTests
{
    private const string Duration = "a duration, such as 1.00:00:00 for a day, 00:05:00 for five minutes";

    [Theory]
    [InlineData("Altur__ApiKeyy", "There is no setting Altur__ApiKeyy: did you mean Altur__ApiKey?")]
    [InlineData("Calling__Lane", "There is no setting Calling__Lane: did you mean Calling__Lanes?")]
    [InlineData("Webhook__Secrets__0__x", "There is no setting Webhook__Secrets__0__x: look for a typo.")]
    [InlineData("Webhook__Secrets__first", "There is no setting Webhook__Secrets__first: number them, from Webhook__Secrets__0.")]
    [InlineData("Leads__MaximumAge", "There is no setting Leads__MaximumAge: look for a typo.")]
    [InlineData("Webhook__Secret", "There is no setting Webhook__Secret: did you mean Webhook__Secrets?")]
    public void An_unknown_setting_stops_startup_and_its_value_is_not_repeated(string name, string problem)
    {
        Assert.Equal([problem], BridgeSettings.Problems((name, "whatever")));
    }

    [Theory]
    [InlineData("Webhok__Url", "Webhook__Url")]
    [InlineData("Wehbook__Timeout", "Webhook__Timeout")]
    [InlineData("Webhooks__Url", "Webhook__Url")]
    [InlineData("webhok__url", "Webhook__url")]
    [InlineData("ebhook__Url", "Webhook__Url")]
    [InlineData("Caling__Lanes", "Calling__Lanes")]
    [InlineData("Callng__Lanes", "Calling__Lanes")]
    [InlineData("Colling__Lane", "Calling__Lane")]
    [InlineData("Lead__MaxAge", "Leads__MaxAge")]
    [InlineData("Atlur__AgentId", "Altur__AgentId")]
    [InlineData("Source__crm__Preset", "Sources__crm__Preset")]
    [InlineData("Sorces__crm__Secrets__0", "Sources__crm__Secrets__0")]
    public void A_misspelt_first_part_stops_startup_and_the_value_is_not_repeated(string name, string meant)
    {
        Assert.Equal([$"There is no setting {name}: did you mean {meant}?"], BridgeSettings.Problems((name, "whatever")));
    }

    [Fact]
    public void Misspelt_names_and_unresolved_references_of_a_section_are_named_together()
    {
        Assert.Equal(
            2,
            BridgeSettings.Problems(
                ("Webhok__Url", "x"), ("Webhook__Secrets__0", "@Microsoft.KeyVault(VaultName=vault;SecretName=x)")).Count);
    }

    /// <summary>
    /// An environment holds other programs' names; these are some that occur beside the bridge's, and some that resemble them.
    /// </summary>
    [Theory]
    [InlineData("AzureWebJobsStorage__blobServiceUri")]
    [InlineData("AzureFunctionsJobHost__extensions__serviceBus__maxConcurrentSessions")]
    [InlineData("ServiceBus__clientId")]
    [InlineData("APPSETTING_Webhook__Url")]
    [InlineData("Logging__LogLevel__Default")]
    [InlineData("ConnectionStrings__Leads")]
    [InlineData("Kestrel__Endpoints__Http__Url")]
    [InlineData("OTEL__Resource")]
    [InlineData("services__crm__http__0")]
    [InlineData("Resources__x")]
    [InlineData("Alerts__Email")]
    [InlineData("Ceiling__Height")]
    [InlineData("Lambda__Name")]
    [InlineData("__x")]
    [InlineData("Source")]
    [InlineData("WEBHOOK_URL")]
    [InlineData("ALTUR_AGENT_ID")]
    public void A_name_of_another_program_does_not_stop_startup(string name)
    {
        BridgeSettings.Start((name, "whatever")).Dispose();
    }

    [Fact]
    public void A_setting_of_a_source_that_does_not_exist_is_named_with_its_source()
    {
        // A preset's own names are camelCase, as in its file.
        Assert.Equal(
            "There is no setting Sources__crm__Phone__DefaultCountry: look for a typo.",
            Assert.Single(BridgeSettings.Problems(("Sources__crm__Phone__DefaultCountry", "US"))),
            ignoreCase: true);
    }

    [Fact]
    public void A_name_that_is_a_setting_elsewhere_is_named_with_its_place()
    {
        Assert.Equal(
            ["There is no setting Sources__crm__Phone__AgentId: look for a typo."],
            BridgeSettings.Problems(("Sources__crm__AgentId", BridgeSettings.AgentId), ("Sources__crm__Phone__AgentId", "x")));
    }

    [Theory]
    [InlineData("Altur__Timeout", "thirty seconds", Duration)]
    [InlineData("Altur__Timeout", "00:61:00", Duration)]
    [InlineData("Altur__Timeout", "", Duration)]
    [InlineData("Altur__BaseUrl", "http://", "an address")]
    [InlineData("Calling__Lanes", "many", "a whole number")]
    [InlineData("Calling__Lanes", "4.5", "a whole number")]
    [InlineData("Calling__MaxAttempts", "99999999999", "a whole number")]
    [InlineData("Leads__MaxAge", "1d", Duration)]
    [InlineData("Leads__MaxAge", "12", Duration)]
    [InlineData("Webhook__Timeout", "15s", Duration)]
    [InlineData("Journal__Retention", "48:00:00", Duration)]
    public void A_value_of_another_kind_stops_startup(string name, string value, string kind)
    {
        Assert.Equal([$"{name} must be {kind}."], BridgeSettings.Problems((name, value)));
    }

    [Theory]
    [InlineData("Webhook__Secrets", "Webhook__Secrets__0")]
    [InlineData("Webhook__Headers", "Webhook__Headers__<name>")]
    [InlineData("Sources", "Sources__<name>")]
    [InlineData("Sources__crm", "Sources__crm__<name>")]
    public void A_value_for_a_group_of_settings_stops_startup_and_is_not_repeated(string name, string example)
    {
        Assert.Equal(
            [$"{name} is a group of settings and takes no value itself: set {example}."],
            BridgeSettings.Problems((name, "a-secret-perhaps")));
    }

    /// <summary>The binder's own message quotes the value it cannot bind.</summary>
    [Theory]
    [InlineData("Sources__o'brien", "s3cr3t-of-somebody")]
    [InlineData("Sources__o'brien__Secrets", "s3cr3t-of-somebody")]
    [InlineData("Sources__o'brien__Signature__Tolerance", "s3cr3t-of-somebody")]
    [InlineData("Sources__crm__Secrets", "it's a s3cr3t-of-somebody' at 'x' to type 'System.Int32")]
    [InlineData("Sources__crm__Signature", "s3cr3t-of-somebody")]
    [InlineData("Webhook__Timeout", "s3cr3t-of-somebody")]
    [InlineData("Webhook__Url", "s3cr3t-of-somebody")]
    [InlineData("Calling__Lanes", "s3cr3t-of-somebody")]
    public void No_startup_error_shows_a_value_for_any_name_or_value(string name, string value)
    {
        var stop = Record.Exception(() => BridgeSettings.Start((name, value)).Dispose());

        Assert.NotNull(stop);
        Assert.DoesNotContain("s3cr3t", stop.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_is_named_at_once()
    {
        var problems = BridgeSettings.Problems(
            ("Altur__ApiKey", null), ("Altur__Timeout", "00:00:00"), ("Calling__Lanes", "0"), ("Leads__MaxAge", "x"),
            ("Webhook__Url", null), ("Sources__crm__Preset", "x"));

        Assert.All(
            ["Altur__ApiKey", "Altur__Timeout", "Calling__Lanes", "Leads__MaxAge", "Webhook__Url", "Sources__crm__Preset"],
            name => Assert.Single(problems, problem => problem.Contains(name, StringComparison.Ordinal)));
        Assert.Equal(6, problems.Count);
    }
}
