using System.Text.Json.Nodes;

namespace AlturBridge.Tests.Deployment;

/// <summary>The resources a deployment would make, with every name, condition and loop worked out; made by <c>bicep snapshot</c>.</summary>
internal sealed class PlannedDeployment
{
    private const string PrivateParameters = """
        using 'main.bicep'
        param environmentName = 'private'
        param settings = { Webhook__Url: 'https://example.com/call-records', Sources__crm__Preset: 'json' }
        param privateNetwork = true
        param zoneRedundant = true
        param siteUpdateStrategy = 'RollingUpdate'
        param scaleByQueueLength = true
        param operatorIpRanges = ['203.0.113.0/24']
        """;

    private static readonly Lazy<Task<PlannedDeployment>> Default = new(() => MakeAsync(parameters: null, group: "bridge"));
    private static readonly Lazy<Task<PlannedDeployment>> Private = new(() => MakeAsync(PrivateParameters, group: "bridge"));

    private PlannedDeployment(JsonNode snapshot)
    {
        Resources = [.. snapshot["predictedResources"]!.AsArray().Select(resource => resource!.AsObject())];
        Diagnostics = [.. snapshot["diagnostics"]!.AsArray().Select(diagnostic => diagnostic!.ToString())];
    }

    public IReadOnlyList<JsonObject> Resources { get; }

    /// <summary>What could not be worked out beforehand.</summary>
    public IReadOnlyList<string> Diagnostics { get; }

    /// <summary>What main.bicepparam asks for.</summary>
    public static Task<PlannedDeployment> DefaultAsync() => Default.Value;

    /// <summary>Everything that can be switched on.</summary>
    public static Task<PlannedDeployment> PrivateAsync() => Private.Value;

    /// <summary>An installation of this name in a resource group of this name.</summary>
    public static Task<PlannedDeployment> NamedAsync(string environment, string group, string parameters = "") => MakeAsync(
        $$"""
        using 'main.bicep'
        param environmentName = '{{environment}}'
        param settings = { Webhook__Url: 'https://example.com/call-records' }
        {{parameters}}
        """,
        group);

    public IReadOnlyList<JsonObject> OfType(string type) => [.. Resources.Where(resource => (string?)resource["type"] == type)];

    public JsonObject Single(string type) => Assert.Single(OfType(type));

    private static async Task<PlannedDeployment> MakeAsync(string? parameters, string group)
    {
        using var infra = new InfraCopy();
        if (parameters is not null)
        {
            await File.WriteAllTextAsync(infra.PathOf("main.bicepparam"), parameters);
        }

        var result = await Bicep.RunAsync(
            "snapshot", infra.PathOf("main.bicepparam"), "--mode", "overwrite", "--resource-group", group, "--location", "westeurope",
            "--subscription-id", "00000000-0000-4000-8000-000000000001", "--tenant-id", "00000000-0000-4000-8000-000000000002");
        _ = result.Successful();

        return new PlannedDeployment(JsonNode.Parse(await File.ReadAllTextAsync(infra.PathOf("main.snapshot.json")))!);
    }
}
