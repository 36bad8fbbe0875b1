using System.Text.Json.Nodes;

namespace AlturBridge.Tests.Deployment;

/// <summary>The resources a deployment would create, with every name, condition and loop resolved.</summary>
internal sealed class PlannedDeployment
{
    private const string PrivateParameters = """
        param environmentName = 'private'
        param settings = { Webhook__Url: 'https://example.com/call-records', Sources__crm__Preset: 'json' }
        param privateNetwork = true
        param zoneRedundant = true
        param siteUpdateStrategy = 'RollingUpdate'
        param manageQueues = false
        param deleteLock = false
        param healthTestLocations = []
        param operatorIpRanges = ['203.0.113.0/24']
        """;

    private const string HubParameters = """
        param environmentName = 'hub'
        param settings = { Webhook__Url: 'https://example.com/call-records' }
        param privateNetwork = true
        param network = { networkId: '/hub', appSubnetId: '/hub/subnets/app', endpointSubnetId: '/hub/subnets/endpoints' }
        param dnsZones = { blob: '/zones/blob', table: '/zones/table', namespace: '/zones/namespace', vault: '/zones/vault' }
        """;

    private const string GitHubParameters = """
        param environmentName = 'prod'
        param subjectPrefix = 'repo:octo@1/bridge@2'
        param bridgeResourceGroup = 'bridge'
        """;

    private static readonly Lazy<Task<PlannedDeployment>> Default =
        new(async () => new PlannedDeployment(await Bicep.SnapshotAsync(Repository.PathOf("infra", "main.bicepparam"), "bridge")));

    private static readonly Lazy<Task<PlannedDeployment>> Private = new(() => MakeAsync("main.bicep", PrivateParameters, "bridge"));
    private static readonly Lazy<Task<PlannedDeployment>> Hub = new(() => MakeAsync("main.bicep", HubParameters, "bridge"));
    private static readonly Lazy<Task<PlannedDeployment>> GitHub = new(() => MakeAsync("github.bicep", GitHubParameters, "bridge-github"));

    private PlannedDeployment(JsonNode snapshot)
    {
        Resources = [.. snapshot["predictedResources"]!.AsArray().Select(resource => resource!.AsObject())];
        Diagnostics = [.. snapshot["diagnostics"]!.AsArray().Select(diagnostic => diagnostic!.ToString())];
    }

    public IReadOnlyList<JsonObject> Resources { get; }

    /// <summary>What could not be resolved in advance.</summary>
    public IReadOnlyList<string> Diagnostics { get; }

    /// <summary>What main.bicepparam asks for.</summary>
    public static Task<PlannedDeployment> DefaultAsync() => Default.Value;

    /// <summary>Everything that is off by default is on, and vice versa.</summary>
    public static Task<PlannedDeployment> PrivateAsync() => Private.Value;

    /// <summary>In an existing network with existing DNS zones.</summary>
    public static Task<PlannedDeployment> HubAsync() => Hub.Value;

    /// <summary>The identities that GitHub deploys with.</summary>
    public static Task<PlannedDeployment> GitHubAsync() => GitHub.Value;

    /// <summary>An installation of this name in a resource group of this name.</summary>
    public static Task<PlannedDeployment> NamedAsync(string environment, string group, string parameters = "") => MakeAsync(
        "main.bicep",
        $$"""
        param environmentName = '{{environment}}'
        param settings = { Webhook__Url: 'https://example.com/call-records' }
        {{parameters}}
        """,
        group);

    public IReadOnlyList<JsonObject> OfType(string type) => [.. Resources.Where(resource => (string?)resource["type"] == type)];

    public JsonObject Single(string type) => Assert.Single(OfType(type));

    /// <summary>In the build's own folder, because a parameter file names its template by a relative path.</summary>
    private static async Task<PlannedDeployment> MakeAsync(string template, string parameters, string group)
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"{Guid.NewGuid()}.bicepparam");
        var path = Path.GetRelativePath(AppContext.BaseDirectory, Repository.PathOf("infra", template)).Replace('\\', '/');
        await File.WriteAllTextAsync(file, $"using '{path}'\n{parameters}");
        try
        {
            return new PlannedDeployment(await Bicep.SnapshotAsync(file, group));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
