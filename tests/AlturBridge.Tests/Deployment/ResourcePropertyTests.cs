namespace AlturBridge.Tests.Deployment;

/// <summary>
/// Values that nothing else here relies on, so that a mistake would show only when it is too late; for an ordinary and a private
/// installation.
/// </summary>
public sealed class ResourcePropertyTests
{
    private const string Site = "Microsoft.Web/sites";
    private const string Plan = "Microsoft.Web/serverfarms";
    private const string Storage = "Microsoft.Storage/storageAccounts";
    private const string ServiceBus = "Microsoft.ServiceBus/namespaces";
    private const string Vault = "Microsoft.KeyVault/vaults";

    private static readonly (string Type, string Path, string Ordinary, string Private)[] Properties =
    [
        (Site, "clientAffinityEnabled", "false", "false"),
        (Site, "siteConfig.http20Enabled", "true", "true"),
        (Site, "siteConfig.minTlsVersion", "1.2", "1.2"),
        (Site, "siteConfig.scmMinTlsVersion", "1.2", "1.2"),
        (Site, "siteConfig.remoteDebuggingEnabled", "false", "false"),
        (Site, "functionAppConfig.deployment.storage.authentication.type", "UserAssignedIdentity", "UserAssignedIdentity"),
        (Site, "functionAppConfig.scaleAndConcurrency.instanceMemoryMB", "2048", "2048"),
        (Site, "functionAppConfig.scaleAndConcurrency.maximumInstanceCount", "40", "40"),
        (Site, "functionAppConfig.scaleAndConcurrency.triggers.http.perInstanceConcurrency", "100", "100"),
        (Plan, "reserved", "true", "true"),
        (Plan, "zoneRedundant", "false", "true"),
        (Storage, "allowBlobPublicAccess", "false", "false"),
        (Storage, "minimumTlsVersion", "TLS1_2", "TLS1_2"),
        (Storage, "supportsHttpsTrafficOnly", "true", "true"),
        (Storage, "publicNetworkAccess", "Enabled", "Disabled"),
        (Storage + "/blobServices/containers", "publicAccess", "None", "None"),
        (ServiceBus, "minimumTlsVersion", "1.2", "1.2"),
        (ServiceBus, "publicNetworkAccess", "Enabled", "Enabled"),
        (Vault, "publicNetworkAccess", "Enabled", "Enabled"),
        (Vault, "softDeleteRetentionInDays", "90", "90"),
    ];

    [BicepFact]
    public async Task Resources_have_these_properties()
    {
        var (ordinary, isolated) = (await PlannedDeployment.DefaultAsync(), await PlannedDeployment.PrivateAsync());

        Assert.Equal(
            Properties,
            Properties.Select(row => (row.Type, row.Path, Property(ordinary, row.Type, row.Path), Property(isolated, row.Type, row.Path))));
    }

    [BicepFact]
    public async Task A_copy_lies_in_each_zone_where_zones_are_asked_for()
    {
        Assert.Equal("Standard_LRS", (string?)(await PlannedDeployment.DefaultAsync()).Single(Storage)["sku"]!["name"]);
        Assert.Equal("Standard_ZRS", (string?)(await PlannedDeployment.PrivateAsync()).Single(Storage)["sku"]!["name"]);
    }

    [BicepFact]
    public async Task Without_operators_outside_a_private_installation_is_closed_to_the_internet()
    {
        var plan = await PlannedDeployment.NamedAsync("closed", "bridge", "param privateNetwork = true");

        Assert.All(
            (string[])[Storage, ServiceBus, ServiceBus + "/networkRuleSets", Vault],
            type => Assert.Equal("Disabled", Property(plan, type, "publicNetworkAccess")));
    }

    [BicepFact]
    public async Task The_app_leaves_the_private_network_by_one_known_address()
    {
        var plan = await PlannedDeployment.PrivateAsync();
        var subnet = plan.Single("Microsoft.Network/virtualNetworks")["properties"]!["subnets"]!.AsArray()
            .Single(subnet => (string?)subnet!["name"] == "app")!["properties"]!;

        Assert.Equal("Microsoft.App/environments", (string?)subnet["delegations"]![0]!["properties"]!["serviceName"]);
        Assert.Equal((string?)plan.Single("Microsoft.Network/natGateways")["id"], (string?)subnet["natGateway"]!["id"]);
        Assert.False((bool)subnet["defaultOutboundAccess"]!);
        Assert.Contains("outputs.appSubnetId", Property(plan, Site, "virtualNetworkSubnetId"), StringComparison.Ordinal);
    }

    [BicepFact]
    public async Task Names_of_private_endpoints_resolve_inside_the_network()
    {
        var plan = await PlannedDeployment.PrivateAsync();

        // The storage suffix depends on the cloud, which only a deployment knows.
        Assert.Equal(
            [
                "[format('privatelink.{0}.{1}', 'blob', environment().suffixes.storage)]",
                "[format('privatelink.{0}.{1}', 'table', environment().suffixes.storage)]",
                "privatelink.servicebus.windows.net", "privatelink.vaultcore.azure.net",
            ],
            plan.OfType("Microsoft.Network/privateDnsZones").Select(zone => (string)zone["name"]!).Order(StringComparer.Ordinal));
        Assert.All(
            plan.OfType("Microsoft.Network/privateDnsZones/virtualNetworkLinks"),
            link => Assert.False((bool)link["properties"]!["registrationEnabled"]!));
        Assert.Equal(4, plan.OfType("Microsoft.Network/privateEndpoints/privateDnsZoneGroups").Count);
    }

    [BicepFact]
    public async Task A_network_and_zones_that_are_there_already_are_used_and_none_is_made()
    {
        var plan = await PlannedDeployment.HubAsync();

        Assert.Equal(
            ["/zones/blob", "/zones/namespace", "/zones/table", "/zones/vault"],
            plan.OfType("Microsoft.Network/privateEndpoints/privateDnsZoneGroups")
                .Select(group => (string)group["properties"]!["privateDnsZoneConfigs"]![0]!["properties"]!["privateDnsZoneId"]!)
                .Order(StringComparer.Ordinal));
        Assert.All(
            plan.OfType("Microsoft.Network/privateEndpoints"),
            endpoint => Assert.Equal("/hub/subnets/endpoints", (string?)endpoint["properties"]!["subnet"]!["id"]));
        Assert.Equal("/hub/subnets/app", Property(plan, Site, "virtualNetworkSubnetId"));
        Assert.Empty(plan.OfType("Microsoft.Network/virtualNetworks").Concat(plan.OfType("Microsoft.Network/privateDnsZones")).Concat(
            plan.OfType("Microsoft.Network/natGateways")));
    }

    private static string Property(PlannedDeployment plan, string type, string path) =>
        path.Split('.').Aggregate(plan.Single(type)["properties"]!, (node, name) => node[name]
            ?? throw new KeyNotFoundException($"{type} has no {path}.")).ToString();
}
