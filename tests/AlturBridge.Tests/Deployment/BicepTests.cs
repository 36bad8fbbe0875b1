using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AlturBridge.Tests.Deployment;

/// <summary>The compiler checks every symbol, type and property against Azure's own schemas, and the linter the rest.</summary>
public sealed partial class BicepTests
{
    [BicepFact]
    public async Task The_templates_and_the_parameters_compile_without_a_finding()
    {
        var files = new[]
        {
            await Bicep.CompileAsync(Repository.PathOf("infra", "main.bicep")),
            await Bicep.CompileAsync(Repository.PathOf("infra", "github.bicep")),
            await Bicep.CompileParametersAsync(Repository.PathOf("infra", "main.bicepparam")),
        };

        Assert.All(files, file => Assert.Equal((true, string.Empty), (file.Success, string.Join('\n', file.Diagnostics))));
    }

    [BicepFact]
    public async Task Ranges_may_be_listed_with_spaces_and_a_trailing_comma()
    {
        var parameters = (await Bicep.CompileParametersAsync(Repository.PathOf("infra", "main.bicepparam"))).Parameters!;

        Assert.Equal(
            ["203.0.113.0/24", "198.51.100.7"],
            JsonNode.Parse(parameters)!["parameters"]!["operatorIpRanges"]!["value"]!.AsArray().Select(range => (string)range!));
    }

    [BicepFact]
    public async Task Every_file_is_formatted_as_the_compiler_formats_it()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("infra"), "*.bicep*", SearchOption.AllDirectories))
        {
            Assert.Equal(await Bicep.FormatAsync(file), await File.ReadAllTextAsync(file));
        }
    }

    [BicepFact]
    public async Task What_if_can_look_into_every_module()
    {
        Assert.Empty((await PlannedDeployment.DefaultAsync()).Diagnostics);
        Assert.Empty((await PlannedDeployment.PrivateAsync()).Diagnostics);
        Assert.Empty((await PlannedDeployment.HubAsync()).Diagnostics);
        Assert.Empty((await PlannedDeployment.GitHubAsync()).Diagnostics);
    }

    [BicepFact]
    public async Task Names_are_ones_that_Azure_takes()
    {
        foreach (var plan in (PlannedDeployment[])[await PlannedDeployment.DefaultAsync(), await PlannedDeployment.PrivateAsync()])
        {
            Assert.Matches("^[a-z0-9]{3,24}$", NameOf(plan, "Microsoft.Storage/storageAccounts"));
            Assert.Matches("^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{1,22}[a-zA-Z0-9]$", NameOf(plan, "Microsoft.KeyVault/vaults"));
            Assert.Matches("^[a-zA-Z][a-zA-Z0-9-]{4,48}[a-zA-Z0-9]$", NameOf(plan, "Microsoft.ServiceBus/namespaces"));
            Assert.Matches("^[a-zA-Z0-9][a-zA-Z0-9-]{0,58}[a-zA-Z0-9]$", NameOf(plan, "Microsoft.Web/sites"));
            Assert.All(
                plan.Resources,
                resource => Assert.DoesNotContain(
                    plan.Resources, other => other != resource && (string?)other["id"] == (string?)resource["id"]));
        }
    }

    /// <summary>The same subscription may hold another installation; its alerts and app must not collide with ours.</summary>
    [BicepFact]
    public async Task Two_installations_share_no_name()
    {
        var (one, other) = (await PlannedDeployment.DefaultAsync(), await PlannedDeployment.PrivateAsync());

        Assert.Empty(one.Resources.Select(IdOf).Intersect(other.Resources.Select(IdOf), StringComparer.OrdinalIgnoreCase));

        static string IdOf(JsonObject resource) => (string)resource["id"]!;
    }

    /// <summary>
    /// Azure, and GitHub in environment names, treat both as the same: the second deployment must hit the first.
    /// </summary>
    [BicepFact]
    public async Task The_case_of_a_name_does_not_make_another_installation()
    {
        const string Operator = "param operatorPrincipalId = '5b0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34'";
        var (lower, upper) = (
            await PlannedDeployment.NamedAsync("prod", "bridge", Operator), await PlannedDeployment.NamedAsync("PROD", "Bridge", Operator));

        Assert.Equal(lower.Resources.Select(NameOf), upper.Resources.Select(NameOf));

        static string NameOf(JsonObject resource) => $"{resource["type"]} {resource["name"]}";
    }

    [BicepFact]
    public async Task Names_are_ones_that_Azure_takes_however_long_those_given_are()
    {
        var longest = await PlannedDeployment.NamedAsync(new string('x', 60) + "_é.)", "A_group.(of)-" + new string('g', 77));

        Assert.Matches("^[a-z0-9]{3,24}$", NameOf(longest, "Microsoft.Storage/storageAccounts"));
        Assert.Matches("^[a-z0-9-]{3,24}$", NameOf(longest, "Microsoft.KeyVault/vaults"));
        Assert.All(
            longest.OfType("Microsoft.Insights/metricAlerts"), alert => Assert.Matches("^[a-z0-9-]{1,100}$", (string)alert["name"]!));
    }

    [BicepFact]
    public async Task No_output_and_no_parameter_is_a_secret()
    {
        var template = await Bicep.TemplateAsync();

        Assert.DoesNotContain("listKeys", template.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            template["parameters"]!.AsObject(), parameter => SecretName().IsMatch(parameter.Key) && parameter.Key != "secretSettings");
        Assert.DoesNotContain(template["outputs"]!.AsObject(), output => SecretName().IsMatch(output.Key));
    }

    private static string NameOf(PlannedDeployment plan, string type) => (string)plan.Single(type)["name"]!;

    [GeneratedRegex("secret|password|apiKey|connectionString", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
