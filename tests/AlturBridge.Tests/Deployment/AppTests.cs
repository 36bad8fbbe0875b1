using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Tests.Deployment;

public sealed class AppTests
{
    private static readonly string[] Functions =
    [
        .. typeof(Bridge).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name)
            .OfType<string>(),
    ];

    [BicepFact]
    public async Task Always_ready_functions_exist()
    {
        var ready = AlwaysReady(await PlannedDeployment.DefaultAsync())
            .Concat(AlwaysReady(await PlannedDeployment.PrivateAsync()))
            .Select(group => group.Name)
            .Distinct()
            .ToList();

        Assert.Equal(["http", "function:PlaceCall", "function:ForwardCall"], ready);
        Assert.All(ready.Where(name => name != "http"), name => Assert.Contains(name["function:".Length..], Functions));
    }

    [BicepFact]
    public async Task Zones_have_two_instances_of_everything_that_is_always_ready()
    {
        Assert.All(AlwaysReady(await PlannedDeployment.DefaultAsync()), group => Assert.Equal(1, group.Count));
        Assert.All(AlwaysReady(await PlannedDeployment.PrivateAsync()), group => Assert.Equal(2, group.Count));
    }

    [BicepFact]
    public async Task The_app_is_a_dotnet_10_app_on_Flex_Consumption_that_nobody_enters_with_a_password()
    {
        var plan = await PlannedDeployment.DefaultAsync();
        var app = plan.Single("Microsoft.Web/sites");
        var properties = app["properties"]!;

        Assert.Equal("FC1", (string?)plan.Single("Microsoft.Web/serverfarms")["sku"]!["name"]);
        Assert.Equal(
            ("dotnet-isolated", "10.0"),
            (
                (string?)properties["functionAppConfig"]!["runtime"]!["name"],
                (string?)properties["functionAppConfig"]!["runtime"]!["version"]));
        Assert.True((bool)properties["httpsOnly"]!);
        Assert.Equal(
            ["ftp", "scm"],
            plan.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies").Select(
                policy => ((string)policy["name"]!).Split('/')[1]));
        Assert.All(
            plan.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies"),
            policy => Assert.False((bool)policy["properties"]!["allow"]!));
        Assert.Equal(app["identity"]!["userAssignedIdentities"]!.AsObject().Single().Key, (string?)properties["keyVaultReferenceIdentity"]);
    }

    [BicepFact]
    public async Task A_way_of_updating_is_named_only_where_it_is_not_the_default()
    {
        Assert.Null(Strategy(await PlannedDeployment.DefaultAsync()));
        Assert.Equal("RollingUpdate", Strategy(await PlannedDeployment.PrivateAsync()));

        static string? Strategy(PlannedDeployment plan) =>
            (string?)plan.Single("Microsoft.Web/sites")["properties"]!["functionAppConfig"]!["siteUpdateStrategy"]?["type"];
    }

    [BicepFact]
    public async Task No_key_opens_storage_queues_or_telemetry()
    {
        var plan = await PlannedDeployment.DefaultAsync();

        Assert.False((bool)plan.Single("Microsoft.Storage/storageAccounts")["properties"]!["allowSharedKeyAccess"]!);
        Assert.True((bool)plan.Single("Microsoft.ServiceBus/namespaces")["properties"]!["disableLocalAuth"]!);
        Assert.True((bool)plan.Single("Microsoft.Insights/components")["properties"]!["DisableLocalAuth"]!);
        Assert.True((bool)plan.Single("Microsoft.KeyVault/vaults")["properties"]!["enableRbacAuthorization"]!);
        Assert.True((bool)plan.Single("Microsoft.KeyVault/vaults")["properties"]!["enablePurgeProtection"]!);
    }

    [BicepFact]
    public async Task The_private_network_closes_everything_but_the_app()
    {
        var plan = await PlannedDeployment.PrivateAsync();

        Assert.Equal("Premium", (string?)plan.Single("Microsoft.ServiceBus/namespaces")["sku"]!["name"]);
        Assert.Equal(["blob", "namespace", "table", "vault"], plan.OfType("Microsoft.Network/privateEndpoints")
            .Select(endpoint => (string)endpoint["properties"]!["privateLinkServiceConnections"]![0]!["properties"]!["groupIds"]![0]!)
                .Order(StringComparer.Ordinal));
        Assert.Equal("Deny", (string?)plan.Single("Microsoft.Storage/storageAccounts")["properties"]!["networkAcls"]!["defaultAction"]);
        Assert.Equal("Deny", (string?)plan.Single("Microsoft.KeyVault/vaults")["properties"]!["networkAcls"]!["defaultAction"]);
        Assert.Equal("Deny", (string?)plan.Single("Microsoft.ServiceBus/namespaces/networkRuleSets")["properties"]!["defaultAction"]);
        Assert.Equal("Enabled", (string?)plan.Single("Microsoft.Web/sites")["properties"]!["publicNetworkAccess"]);
        Assert.DoesNotContain(
            (await PlannedDeployment.DefaultAsync()).Resources,
            resource => ((string)resource["type"]!).StartsWith("Microsoft.Network/", StringComparison.Ordinal));
    }

    [BicepFact]
    public async Task The_namespace_is_locked_against_deletion_unless_that_is_switched_off()
    {
        var @lock = (await PlannedDeployment.DefaultAsync()).Single("Microsoft.Authorization/locks");

        Assert.Equal("CanNotDelete", (string?)@lock["properties"]!["level"]);
        Assert.Contains("/Microsoft.ServiceBus/namespaces/", (string)@lock["id"]!, StringComparison.Ordinal);
        Assert.Empty((await PlannedDeployment.PrivateAsync()).OfType("Microsoft.Authorization/locks"));
    }

    private static IEnumerable<(string Name, int Count)> AlwaysReady(PlannedDeployment plan) =>
        plan.Single("Microsoft.Web/sites")["properties"]!["functionAppConfig"]!["scaleAndConcurrency"]!["alwaysReady"]!.AsArray()
            .Select(group => ((string)group!["name"]!, (int)group["instanceCount"]!));
}
