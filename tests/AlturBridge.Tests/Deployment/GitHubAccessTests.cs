using System.Text.RegularExpressions;

namespace AlturBridge.Tests.Deployment;

/// <summary>What GitHub may do in Azure: read, deploy what this template contains, and nothing else.</summary>
public sealed partial class GitHubAccessTests
{
    private const string Assignment = "Microsoft.Authorization/roleAssignments";

    [BicepFact]
    public async Task Each_identity_is_for_one_environment_of_the_repository()
    {
        var plan = await PlannedDeployment.GitHubAsync();

        Assert.Equal(
            ["repo:octo@1/bridge@2:environment:prod-preview", "repo:octo@1/bridge@2:environment:prod"],
            plan.OfType("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials").Select(
                credential => (string)credential["properties"]!["subject"]!));
        Assert.All(
            plan.OfType("Microsoft.ManagedIdentity/userAssignedIdentities"),
            identity => Assert.Contains("/resourceGroups/bridge-github/", (string)identity["id"]!, StringComparison.Ordinal));
    }

    [BicepFact]
    public async Task The_preview_writes_nothing()
    {
        Assert.Equal(
            ["*/read", "Microsoft.Resources/deployments/validate/action", "Microsoft.Resources/deployments/whatIf/action"],
            await ActionsAsync("preview"));
        Assert.Single(
            (await PlannedDeployment.GitHubAsync()).OfType(Assignment),
            assignment => Principal(assignment).EndsWith("-preview", StringComparison.Ordinal));
    }

    [BicepFact]
    public async Task The_deployment_makes_the_lock_and_cannot_remove_it() =>
        Assert.DoesNotContain("Microsoft.Authorization/locks/delete", await ActionsAsync("deployment"));

    [BicepFact]
    public async Task The_deployment_may_assign_the_roles_of_the_app_and_no_other()
    {
        var assigned = (await PlannedDeployment.DefaultAsync()).OfType(Assignment).Concat(
            (await PlannedDeployment.PrivateAsync()).OfType(Assignment))
            .Where(assignment => (string?)assignment["properties"]!["principalType"] == "ServicePrincipal")
            .Select(assignment => ((string)assignment["properties"]!["roleDefinitionId"]!).Split('/')[^1])
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        var condition = (string)(await PlannedDeployment.GitHubAsync())
            .OfType(Assignment)
            .Single(assignment => assignment["properties"]!["condition"] is not null)["properties"]!["condition"]!;

        // Both halves of it, adding and removing, name the same roles.
        var halves = Guids()
            .Matches(condition)
            .Select(match => match.Groups["ids"].Value.Split(", ").Order(StringComparer.Ordinal).ToList())
            .ToList();
        Assert.Equal(2, halves.Count);
        Assert.All(halves, allowed => Assert.Equal(assigned, allowed));
        Assert.Contains("RoleAssignments/write", condition, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("RoleAssignments/delete", condition, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, condition.Split("StringEqualsIgnoreCase {'ServicePrincipal'}").Length - 1);
    }

    private static async Task<IReadOnlyList<string>> ActionsAsync(string role)
    {
        var definition = (await PlannedDeployment.GitHubAsync()).OfType("Microsoft.Authorization/roleDefinitions").Single(
            definition => ((string)definition["properties"]!["roleName"]!).Contains(role, StringComparison.Ordinal));
        return [.. definition["properties"]!["permissions"]![0]!["actions"]!.AsArray().Select(action => (string)action!)];
    }

    private static string Principal(System.Text.Json.Nodes.JsonObject assignment) =>
        ((string)assignment["properties"]!["principalId"]!).Split('\'')[1];

    [GeneratedRegex(@"RoleDefinitionId\] ForAnyOfAnyValues:GuidEquals \{(?<ids>[0-9a-f, -]+)\}")]
    private static partial Regex Guids();
}
