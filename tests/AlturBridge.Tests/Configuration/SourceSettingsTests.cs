using AlturBridge.Receiving.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace AlturBridge.Tests.Configuration;

public sealed class SourceSettingsTests
{
    [Theory]
    [InlineData("web shop")]
    [InlineData("web/shop")]
    [InlineData("compañía")]
    [InlineData("web-shop")]
    [InlineData("web.shop")]
    [InlineData("a234567890_234567890_234567890_2345678901")]
    public void A_name_that_cannot_be_in_a_route_and_in_a_setting_stops_startup(string name)
    {
        Assert.Equal(
            [$"Sources__{name} is not a usable name: use at most 40 letters, digits and '_': "
                + "Azure allows nothing else in a setting's name."],
            BridgeSettings.Problems(($"Sources__{name}__Preset", "json")));
    }

    [Fact]
    public void A_preset_that_does_not_exist_stops_startup()
    {
        var problem = Assert.Single(BridgeSettings.Problems(("Sources__crm__Preset", "jsonn")));

        Assert.StartsWith(
            "Sources__crm__Preset is 'jsonn', which does not exist: use activecampaign, calendly, ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_agent_of_a_source_is_a_version_4_UUID()
    {
        Assert.Equal(
            ["Sources__crm__AgentId must be a version 4 UUID, such as 3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34."],
            BridgeSettings.Problems(("Sources__crm__AgentId", "agent 7")));
    }

    [Fact]
    public void A_setting_that_a_source_does_not_have_stops_startup()
    {
        Assert.Contains(
            "Sources__crm__Presett", Assert.Single(BridgeSettings.Problems(("Sources__crm__Presett", "json"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_is_found_by_its_name_in_any_case()
    {
        using var services = BridgeSettings.Start(
            ("Sources__crm__Preset", "JSON"),
            ("Sources__crm__AgentId", BridgeSettings.AgentId),
            ("Sources__shop_2__Preset", "json"),
            ("Sources__z234567890_234567890_234567890_234567890__Preset", "json"),
            ("Leads__ShareFunctionKey", "true"));
        var catalog = services.GetRequiredService<SourceCatalog>();

        Assert.Equal(["crm", "shop_2", "z234567890_234567890_234567890_234567890"], catalog.Names);
        Assert.True(catalog.TryFind("CRM", out var source));
        Assert.Equal(("crm", BridgeSettings.AgentId), (source.Name, source.AgentId));
        Assert.False(catalog.TryFind("json", out _));
    }

    [Fact]
    public void Without_any_source_there_is_one_named_json()
    {
        using var services = BridgeSettings.Start(("Altur__AgentId", BridgeSettings.AgentId));
        var catalog = services.GetRequiredService<SourceCatalog>();

        Assert.Equal(["json"], catalog.Names);
        Assert.True(catalog.TryFind("json", out var source));
        Assert.Equal(("json", BridgeSettings.AgentId), (source.Name, source.AgentId));
    }
}
