namespace AlturBridge.Tests.Configuration;

public sealed class SharedKeyTests
{
    private const string Secret = "qz4mT8vK2xWbN6rJ9dLpC3hF";

    [Fact]
    public void With_two_sources_the_function_key_alone_stops_startup()
    {
        var problems = BridgeSettings.Problems(
            ("Sources__crm__Preset", "json"), ("Sources__shop__Preset", "typeform"), ("Sources__shop__Secrets__0", Secret));

        Assert.StartsWith(
            "Sources__crm__Authentication is function-key, which with more than one source does not prove which one is sending: set it "
                + "to basic with Sources__crm__Secrets__0, or to query-secret or header-secret with Sources__crm__SecretName and ",
            Assert.Single(problems),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_that_is_alone_may_rest_on_it_and_several_may_with_a_word()
    {
        BridgeSettings.Start(("Sources__crm__Preset", "json")).Dispose();
        BridgeSettings.Start(("Sources__crm__Preset", "json"), ("Sources__shop__Preset", "json"), ("Leads__ShareFunctionKey", "true"))
            .Dispose();
        BridgeSettings.Start(
            ("Sources__crm__Preset", "json"), ("Sources__crm__Authentication", "query-secret"), ("Sources__crm__SecretName", "token"), (
                "Sources__crm__Secrets__0", Secret),
            ("Sources__shop__Preset", "typeform"), ("Sources__shop__Secrets__0", Secret)).Dispose();
    }

    [Theory]
    [InlineData("hubspot-v3")]
    [InlineData("hubspot-v2")]
    public void A_signature_over_the_address_needs_to_know_it(string recipe)
    {
        (string, string?)[] settings = [("Sources__crm__Authentication", "signature"), ("Sources__crm__Signature__Recipe", recipe), (
            "Sources__crm__Secrets__0", Secret)];

        Assert.Equal(
            ["Sources__crm__PublicUrl is missing: the signature covers the address the sender calls, and a request may name any as "
                + "its Host."],
            BridgeSettings.Problems(settings));
        BridgeSettings.Start([.. settings, ("Sources__crm__PublicUrl", "https://bridge.example.com/api/leads/crm")]).Dispose();
    }
}
