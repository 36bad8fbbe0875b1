using AlturBridge.Receiving.Phones;
using Microsoft.Extensions.Configuration;

namespace AlturBridge.Tests.Receiving.Phones;

public sealed class PhoneOptionsTests
{
    private const string Setting = "Sources__crm__Phone";

    [Fact]
    public void The_options_are_bound_from_settings()
    {
        var options = Bound(
            ("DefaultCallingCode", "44"), ("NationalLengths:0", "9"), ("NationalLengths:1", "10"), ("TrunkPrefix", "0"), ("InternationalPrefixes:0", "00"),
            ("AllowedCallingCodes:0", "44"), ("DeniedPrefixes:0", "4470"), ("OnExtension", "drop"), ("KeepMexicanMobilePrefix", "true"));

        Assert.Empty(options.Problems(Setting));
        Assert.Equal([9, 10], options.NationalLengths);
        Assert.Equal(["44"], options.AllowedCallingCodes);
        Assert.Equal(["4470"], options.DeniedPrefixes);
        Assert.Equal(ExtensionHandling.Drop, options.OnExtension);
        Assert.True(options.KeepMexicanMobilePrefix);
        Assert.Equal(new PhoneReading.Number("+442079460123", "5"), PhoneNormalizer.Read("020 7946 0123 x5", options));
    }

    [Fact]
    public void Every_setting_is_documented()
    {
        Assert.All(typeof(PhoneOptions).GetProperties(), static setting => Assert.Contains($"| `{setting.Name}` |", Documentation.PhoneNumbers, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_any_setting_only_international_numbers_are_read()
    {
        Assert.Empty(new PhoneOptions().Problems(Setting));
    }

    [Theory]
    [InlineData("DefaultCallingCode", "+52", "Sources__crm__Phone__DefaultCallingCode must be the calling code of a country")]
    [InlineData("DefaultCallingCode", "Mexico", "Sources__crm__Phone__DefaultCallingCode must be")]
    [InlineData("DefaultCallingCode", "999", "Sources__crm__Phone__DefaultCallingCode must be")]
    [InlineData("DefaultCallingCode", "870", "Sources__crm__Phone__DefaultCallingCode must be")]
    [InlineData("DefaultCallingCode", "1876", "Sources__crm__Phone__DefaultCallingCode must be")]
    [InlineData("NationalLengths:0", "7", "Sources__crm__Phone__NationalLengths must be 10 alone")]
    [InlineData("NationalLengths:1", "0", "Sources__crm__Phone__NationalLengths__1 must be a whole number from 5 to 13")]
    [InlineData("NationalLengths:1", "14", "Sources__crm__Phone__NationalLengths__1 must be")]
    [InlineData("NationalLengths:1", "-1", "Sources__crm__Phone__NationalLengths__1 must be")]
    [InlineData("TrunkPrefix", "zero", "Sources__crm__Phone__TrunkPrefix must be 1 to 3 digits")]
    [InlineData("TrunkPrefix", "0123", "Sources__crm__Phone__TrunkPrefix must be")]
    [InlineData("InternationalPrefixes:0", "+", "Sources__crm__Phone__InternationalPrefixes__0 must be 2 to 6 digits")]
    [InlineData("InternationalPrefixes:0", "", "Sources__crm__Phone__InternationalPrefixes__0 must be")]
    [InlineData("InternationalPrefixes:0", "٠٠", "Sources__crm__Phone__InternationalPrefixes__0 must be")]
    [InlineData("AllowedCallingCodes:0", "1", "Sources__crm__Phone__AllowedCallingCodes must contain the default calling code 52")]
    [InlineData("AllowedCallingCodes:1", "1876", "Sources__crm__Phone__AllowedCallingCodes__1 must be a calling code")]
    [InlineData("AllowedCallingCodes:1", "+1", "Sources__crm__Phone__AllowedCallingCodes__1 must be")]
    [InlineData("DeniedPrefixes:0", "+1876", "Sources__crm__Phone__DeniedPrefixes__0 must be the first digits")]
    [InlineData("DeniedPrefixes:0", "011", "Sources__crm__Phone__DeniedPrefixes__0 must be")]
    [InlineData("DeniedPrefixes:0", "", "Sources__crm__Phone__DeniedPrefixes__0 must be")]
    [InlineData("OnExtension", "7", "Sources__crm__Phone__OnExtension must be Refuse or Drop")]
    public void A_mistake_is_named_with_its_setting(string name, string value, string problem)
    {
        var settings = new Dictionary<string, string?>
        {
            ["DefaultCallingCode"] = "52", ["NationalLengths:0"] = "10", ["AllowedCallingCodes:0"] = "52",
        };
        settings[name] = value;
        var options = new ConfigurationBuilder().AddInMemoryCollection(settings).Build().Get<PhoneOptions>()!;

        Assert.Contains(options.Problems(Setting), sentence => sentence.StartsWith(problem, StringComparison.Ordinal));
        Assert.All(options.Problems(Setting), static sentence => Assert.EndsWith(".", sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_default_calling_code_needs_the_lengths_of_its_numbers()
    {
        var problem = Assert.Single(Bound(("DefaultCallingCode", "52")).Problems(Setting));

        Assert.StartsWith("Sources__crm__Phone__NationalLengths is missing", problem, StringComparison.Ordinal);
        Assert.Contains("Set Sources__crm__Phone__NationalLengths__0", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Italy_has_no_trunk_prefix()
    {
        var problem = Assert.Single(PhoneConfigurations.Italy.With(static options => options.TrunkPrefix = "0").Problems(Setting));

        Assert.StartsWith("Sources__crm__Phone__TrunkPrefix must be empty", problem, StringComparison.Ordinal);
    }

    private static PhoneOptions Bound(params IEnumerable<(string Name, string Value)> settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
        .Build()
        .Get<PhoneOptions>(static binder => binder.ErrorOnUnknownConfiguration = true)!;
}
