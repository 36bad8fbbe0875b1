using AlturBridge.Numbers;
using Microsoft.Extensions.Configuration;

namespace AlturBridge.Tests.Numbers;

public sealed class PhoneOptionsTests
{
    private const string Setting = "Sources__crm__Phone";

    [Fact]
    public void The_options_are_bound_from_settings()
    {
        var options = Bound(("Region", "GB"), ("AllowedCallingCodes:0", "44"), ("DeniedPrefixes:0", "4470"), ("DropExtension", "true"));

        Assert.Empty(options.Problems(Setting));
        Assert.Equal(["44"], options.AllowedCallingCodes);
        Assert.Equal(["4470"], options.DeniedPrefixes);
        Assert.Equal(new PhoneResult.Number("+442079460123", "5"), options.Read("020 7946 0123 x5"));
    }

    [Fact]
    public void Every_setting_is_documented()
    {
        Assert.All(
            typeof(PhoneOptions).GetProperties(),
            static setting => Assert.Contains($"| `{setting.Name}` |", Documentation.PhoneNumbers, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_any_setting_only_international_numbers_are_read()
    {
        Assert.Empty(new PhoneOptions().Problems(Setting));
        Assert.Equal(PhoneRefusal.NoRegion, new PhoneOptions().Read("202 555 0143"));
    }

    [Theory]
    [InlineData("Region", "+52", "Sources__crm__Phone__Region must be the two capital letters of a country")]
    [InlineData("Region", "Mexico", "Sources__crm__Phone__Region must be")]
    [InlineData("Region", "52", "Sources__crm__Phone__Region must be")]
    [InlineData("Region", "001", "Sources__crm__Phone__Region must be")]
    [InlineData("Region", "ZZ", "Sources__crm__Phone__Region must be")]
    [InlineData("Region", "UK", "Sources__crm__Phone__Region must be")]
    [InlineData("AllowedCallingCodes:0", "1", "Sources__crm__Phone__AllowedCallingCodes must contain 52, the calling code of MX")]
    [InlineData("AllowedCallingCodes:1", "1876", "Sources__crm__Phone__AllowedCallingCodes__1 must be a calling code")]
    [InlineData("AllowedCallingCodes:1", "+1", "Sources__crm__Phone__AllowedCallingCodes__1 must be")]
    [InlineData("AllowedCallingCodes:1", "01", "Sources__crm__Phone__AllowedCallingCodes__1 must be")]
    [InlineData("DeniedPrefixes:0", "+1876", "Sources__crm__Phone__DeniedPrefixes__0 must be the first digits")]
    [InlineData("DeniedPrefixes:0", "011", "Sources__crm__Phone__DeniedPrefixes__0 must be")]
    [InlineData("DeniedPrefixes:0", "", "Sources__crm__Phone__DeniedPrefixes__0 must be")]
    public void A_mistake_is_named_with_its_setting(string name, string value, string problem)
    {
        var settings = new Dictionary<string, string?> { ["Region"] = "MX", ["AllowedCallingCodes:0"] = "52" };
        settings[name] = value;
        var options = new ConfigurationBuilder().AddInMemoryCollection(settings).Build().Get<PhoneOptions>()!;

        Assert.StartsWith(problem, Assert.Single(options.Problems(Setting)), StringComparison.Ordinal);
        Assert.EndsWith(".", Assert.Single(options.Problems(Setting)), StringComparison.Ordinal);
    }

    private static PhoneOptions Bound(params IEnumerable<(string Name, string Value)> settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
        .Build()
        .Get<PhoneOptions>(static binder => binder.ErrorOnUnknownConfiguration = true)!;
}
