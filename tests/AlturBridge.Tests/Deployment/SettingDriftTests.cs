using System.Globalization;
using AlturBridge.Configuration;

namespace AlturBridge.Tests.Deployment;

public sealed class SettingDriftTests
{
    private static readonly string[] Known = [.. BridgeSetting.All.Where(setting => !setting.IsOpenEnded).Select(setting => setting.Name)];

    [Fact]
    public void The_settings_are_found_in_the_code()
    {
        Assert.Contains("Altur__ApiKey", Known);
        Assert.Contains("Webhook__Secrets__0", Known);
        Assert.Contains(new BridgeSetting("Calling__Lanes", 16, IsOpenEnded: false), BridgeSetting.All);
        Assert.Contains(new BridgeSetting("Webhook__Headers", null, IsOpenEnded: true), BridgeSetting.All);
        Assert.Contains(new BridgeSetting("Sources", null, IsOpenEnded: true), BridgeSetting.All);
    }

    /// <summary>The template requires what the code requires; every other setting is passed through by name.</summary>
    [BicepFact]
    public async Task The_template_requires_what_the_code_requires()
    {
        var template = await Bicep.TemplateAsync();
        var type = template["definitions"]!.AsObject()
            .Single(definition => definition.Key.EndsWith("bridgeSettings", StringComparison.Ordinal)).Value!;
        var secret = template["parameters"]!["secretSettings"]!["defaultValue"]!.AsArray().Select(name => (string)name!).ToList();

        Assert.Equal(["Webhook__Url"], type["properties"]!.AsObject().Select(property => property.Key));
        Assert.Equal(["Altur__ApiKey", "Webhook__Secrets__0"], secret);
        Assert.All(secret.Append("Webhook__Url"), name => Assert.Contains(name, Known));
        Assert.NotNull(type["additionalProperties"]);
    }

    [BicepFact]
    public async Task The_app_gets_its_settings_its_secrets_by_reference_and_its_connections_by_identity()
    {
        var settings = AppSettings(await PlannedDeployment.DefaultAsync());

        Assert.Equal("https://example.com/call-records", settings["Webhook__Url"]);
        Assert.Contains("@Microsoft.KeyVault(SecretUri={0}secrets/{1})", settings["Altur__ApiKey"], StringComparison.Ordinal);
        Assert.Contains("'Altur--ApiKey'", settings["Altur__ApiKey"], StringComparison.Ordinal);
        Assert.Contains("'Webhook--Secrets--0'", settings["Webhook__Secrets__0"], StringComparison.Ordinal);

        foreach (var connection in (string[])[ServiceBusConnection.Setting, "AzureWebJobsStorage"])
        {
            Assert.Equal("managedidentity", settings[$"{connection}__credential"]);
            Assert.Contains(".clientId", settings[$"{connection}__clientId"], StringComparison.Ordinal);
            Assert.DoesNotContain(connection, settings.Keys);
        }

        Assert.Contains("tableEndpoint", settings["AzureWebJobsStorage__tableServiceUri"], StringComparison.Ordinal);
        Assert.Contains(
            "fullyQualifiedNamespace", settings[$"{ServiceBusConnection.Setting}__fullyQualifiedNamespace"], StringComparison.Ordinal);
        Assert.Contains("APPLICATIONINSIGHTS_CONNECTION_STRING", settings.Keys);
        Assert.Contains("Authorization=AAD", settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"], StringComparison.Ordinal);
    }

    [BicepFact]
    public async Task A_setting_that_the_template_does_not_know_reaches_the_app()
    {
        Assert.Equal("json", AppSettings(await PlannedDeployment.PrivateAsync())["Sources__crm__Preset"]);
    }

    /// <summary>
    /// App Service allows letters, digits, dots and underscores; Flex Consumption refuses or ignores these settings of older plans.
    /// </summary>
    [BicepFact]
    public async Task No_setting_has_a_name_that_the_plan_does_not_take()
    {
        var names = AppSettings(await PlannedDeployment.DefaultAsync()).Keys;

        Assert.All(names, name => Assert.Matches("^[A-Za-z0-9._]+$", name));
        Assert.DoesNotContain(
            names,
            name => name.StartsWith("FUNCTIONS_", StringComparison.Ordinal) || name.StartsWith("WEBSITE_", StringComparison.Ordinal));
    }

    [Fact]
    public void The_sample_has_every_setting_with_its_default()
    {
        var sample = Repository.ReadJson("local.settings.sample.json")["Values"]!.AsObject();

        foreach (var setting in BridgeSetting.All.Where(setting => !setting.IsOpenEnded))
        {
            Assert.True(sample.ContainsKey(setting.Name) || IsOmitted(setting), $"local.settings.sample.json lacks {setting.Name}.");
            Assert.True(
                setting.Default is null || IsOmitted(setting) || Text(setting.Default) == (string?)sample[setting.Name],
                $"The default of {setting.Name} is {setting.Default}.");
        }

        Assert.All(sample.Select(value => value.Key).Where(IsOurs), name => Assert.Contains(name, Known));
    }

    [Fact]
    public void The_documentation_says_what_every_setting_does()
    {
        var settings = Repository.Read("docs", "settings.md");

        Assert.All(Known, name => Assert.Contains($"`{name}`", settings, StringComparison.Ordinal));
        Assert.All(
            BridgeSetting.All.Where(setting => setting.IsOpenEnded),
            group => Assert.Contains($"`{group.Name}__<", settings, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// A line for an optional list would be an entry; one for <c>Leads__ShareFunctionKey</c> would override the embedded host's default,
    /// which depends on whether it has a function key.
    /// </summary>
    private static bool IsOmitted(BridgeSetting setting) =>
        setting.Name == "Leads__ShareFunctionKey"
            || (setting.Name.EndsWith("__0", StringComparison.Ordinal) && setting.Name != "Webhook__Secrets__0");

    /// <summary>The hosts' own settings begin with a word that is not one of our sections.</summary>
    private static bool IsOurs(string name) =>
        Known.Any(known => name.StartsWith(known[..(known.IndexOf("__", StringComparison.Ordinal) + 2)], StringComparison.Ordinal));

    private static string Text(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static Dictionary<string, string> AppSettings(PlannedDeployment plan) =>
        plan.Single("Microsoft.Web/sites/config")["properties"]!.AsObject().ToDictionary(
            setting => setting.Key, setting => (string)setting.Value!);
}
