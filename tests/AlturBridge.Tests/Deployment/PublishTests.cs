using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Tests.Deployment;

/// <summary>What <c>dotnet publish functions</c> produces, as far as can be checked without the official Service Bus trigger.</summary>
public sealed class PublishTests
{
    private const string OfficialTrigger = "Microsoft.Azure.Functions.Worker.Extensions.ServiceBus";
    private static readonly bool IsOfficial = typeof(ServiceBusTriggerAttribute).Assembly.GetName().Name == OfficialTrigger;
    private static readonly string Configuration =
        typeof(PublishTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>_IsPublishing is what <c>dotnet publish</c> sets.</summary>
    [Fact]
    public async Task Publishing_takes_the_official_trigger_and_compiles_for_the_machines_of_Azure()
    {
        var project = await EvaluateAsync("-p:_IsPublishing=true");
        var properties = project["Properties"]!;

        Assert.Equal(
            ("linux-x64", "true", "false"),
            ((string?)properties["RuntimeIdentifier"], (string?)properties["PublishReadyToRun"], (string?)properties["SelfContained"]));
        Assert.Equal(
            ("net10.0", "v4", "Exe"),
            ((string?)properties["TargetFramework"], (string?)properties["AzureFunctionsVersion"], (string?)properties["OutputType"]));
        Assert.Contains(OfficialTrigger, Identities(project, "PackageReference"));
        Assert.Equal("true", (string?)properties["_FunctionsBuildEnabled"]);
        Assert.Empty(Identities(project, "ProjectReference"));
    }

    [Fact]
    public async Task A_build_for_this_machine_takes_the_stand_in_and_stays_portable()
    {
        var project = await EvaluateAsync("-p:OfficialServiceBusTrigger=false");

        Assert.Equal(string.Empty, (string?)project["Properties"]!["RuntimeIdentifier"]);
        Assert.Equal("false", (string?)project["Properties"]!["_FunctionsBuildEnabled"]);
        Assert.Equal(["ServiceBusTriggerStandIn.csproj"], Identities(project, "ProjectReference").Select(Path.GetFileName));
        Assert.DoesNotContain(OfficialTrigger, Identities(project, "PackageReference"));
    }

    [Fact]
    public async Task Host_json_lies_beside_the_app_and_no_local_file_is_published()
    {
        var folder = Directory.CreateTempSubdirectory("publish-").FullName;
        try
        {
            // The Azure package is compiled for Azure's machines, unlike the build before this test.
            string[] asBuilt = IsOfficial ? [] : ["--no-build"];
            var publish = await Command.RunAsync(
                "dotnet",
                ["publish", Repository.PathOf("functions"), .. asBuilt, "--configuration", Configuration,
                    $"-p:OfficialServiceBusTrigger={(IsOfficial ? "true" : "false")}", "--output", folder, "-nodeReuse:false"]);
            _ = publish.Successful();
            string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(
                file => Path.GetRelativePath(folder, file))];

            Assert.Contains("AlturBridge.Functions.dll", files);
            Assert.Contains("AlturBridge.Functions.runtimeconfig.json", files);
            Assert.Equal(Repository.Read("host.json"), await File.ReadAllTextAsync(Path.Combine(folder, "host.json")));
            Assert.DoesNotContain(
                files,
                file => file.Contains("local.settings", StringComparison.OrdinalIgnoreCase) || file.Contains(
                    "queues.json", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<JsonNode> EvaluateAsync(string property)
    {
        string[] properties = ["_FunctionsBuildEnabled", "RuntimeIdentifier", "PublishReadyToRun", "SelfContained", "TargetFramework",
            "AzureFunctionsVersion", "OutputType"];
        var result = await Command.RunAsync(
            "dotnet",
            ["msbuild", Repository.PathOf("functions"), property, .. properties.Select(
                name => $"-getProperty:{name}"), "-getItem:PackageReference", "-getItem:ProjectReference"]);

        return JsonNode.Parse(result.Successful())!;
    }

    private static IEnumerable<string> Identities(JsonNode project, string item) =>
        project["Items"]![item]!.AsArray().Select(entry => (string)entry!["Identity"]!);
}
