using System.Text.Json.Nodes;
using QueueNames = AlturBridge.Messages.Queues;

namespace AlturBridge.Tests.Deployment;

public sealed class RoleTests
{
    /// <summary>Role ids are the same in every tenant.</summary>
    private static readonly Dictionary<string, string> Names = new()
    {
        ["69a216fc-b8fb-44d8-bc22-1f3c2cd27a39"] = "Azure Service Bus Data Sender",
        ["4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0"] = "Azure Service Bus Data Receiver",
        ["090c5cfd-751d-490a-894a-3ce6f1109419"] = "Azure Service Bus Data Owner",
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["b86a8fe4-44ce-4948-aee5-eccb2c155cd7"] = "Key Vault Secrets Officer",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
    };

    [BicepFact]
    public async Task The_app_has_these_roles_on_these_resources_and_no_other()
    {
        var plan = await PlannedDeployment.DefaultAsync();

        Assert.Equal(
            [
                "Azure Service Bus Data Owner on queues/call-records",
                "Azure Service Bus Data Owner on queues/calls",
                "Key Vault Secrets User on vaults/*",
                "Monitoring Metrics Publisher on components/*",
                "Storage Blob Data Owner on storageAccounts/*",
                "Storage Table Data Contributor on storageAccounts/*",
            ],
            Assignments(plan, "ServicePrincipal"));
    }

    [BicepFact]
    public async Task The_operator_may_set_secrets_and_look_after_dead_letters()
    {
        var plan = await PlannedDeployment.DefaultAsync();

        Assert.Equal(
            [
                "Azure Service Bus Data Receiver on queues/call-records",
                "Azure Service Bus Data Receiver on queues/calls",
                "Azure Service Bus Data Sender on queues/call-records",
                "Azure Service Bus Data Sender on queues/calls",
                "Key Vault Secrets Officer on vaults/*",
            ],
            Assignments(plan, "Group"));
    }

    /// <summary>
    /// Then ForwardCall sleeps while scheduled retries hide the records behind them, unless an instance is always ready.
    /// </summary>
    [BicepFact]
    public async Task Without_the_right_to_manage_queues_ForwardCall_is_always_ready()
    {
        var plan = await PlannedDeployment.PrivateAsync();

        Assert.Equal(
            [
                $"Azure Service Bus Data Receiver on queues/{QueueNames.CallRecords}",
                $"Azure Service Bus Data Receiver on queues/{QueueNames.Calls}",
                $"Azure Service Bus Data Sender on queues/{QueueNames.CallRecords}",
                $"Azure Service Bus Data Sender on queues/{QueueNames.Calls}",
            ],
            Assignments(plan, "ServicePrincipal").Where(assignment => assignment.Contains("Service Bus", StringComparison.Ordinal)));
        Assert.Contains(plan.Single(
            "Microsoft.Web/sites")["properties"]!["functionAppConfig"]!["scaleAndConcurrency"]!["alwaysReady"]!.AsArray(),
            group => (string)group!["name"]! == "function:ForwardCall");
    }

    private static IReadOnlyList<string> Assignments(PlannedDeployment plan, string principalType) =>
    [
        .. plan.OfType("Microsoft.Authorization/roleAssignments")
            .Where(role => (string?)role["properties"]!["principalType"] == principalType)
            .Select(Sentence)
            .Order(StringComparer.Ordinal),
    ];

    private static string Sentence(JsonObject assignment)
    {
        var role = ((string)assignment["properties"]!["roleDefinitionId"]!).Split('/')[^1];
        var scope = ((string)assignment["id"]!).Split("/providers/Microsoft.Authorization")[0].Split('/');
        var isQueue = scope[^2] == "queues";

        return $"{Names[role]} on {scope[^2]}/{(isQueue ? scope[^1] : "*")}";
    }
}
