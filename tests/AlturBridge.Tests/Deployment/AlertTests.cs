using System.Text.Json.Nodes;

namespace AlturBridge.Tests.Deployment;

/// <summary>Each alert fires as described, somebody is notified, and the guide says what to do about it.</summary>
public sealed class AlertTests
{
    private const string Metric = "Microsoft.Insights/metricAlerts";

    [BicepFact]
    public async Task An_alert_rings_as_it_says()
    {
        var plan = await PlannedDeployment.DefaultAsync();

        Assert.Equal(
            [
                "backlog-call-records: Average ActiveMessages of call-records over 500 in PT15M",
                "backlog-calls: Average ActiveMessages of calls over 500 in PT15M",
                "dead-letters-call-records: Average DeadletteredMessages of call-records over 0 in PT5M",
                "dead-letters-calls: Average DeadletteredMessages of calls over 0 in PT5M",
                "dialling-stopped: Minimum ActiveMessages of calls over 0 in PT30M",
                "flood: Total IncomingMessages of calls over 1000 in PT1H",
                "server-errors: Total ServerErrors of the namespace over 0 in PT5M",
                "throttled: Total ThrottledRequests of the namespace over 10 in PT5M",
                "webhook-down: Minimum ScheduledMessages of call-records over 0 in PT15M",
            ],
            plan.OfType(Metric).Where(alert => alert["properties"]!["criteria"]!["allOf"] is not null).Select(Sentence).Order(
                StringComparer.Ordinal));
    }

    [BicepFact]
    public async Task Health_is_asked_for_from_outside_and_two_places_must_agree()
    {
        var plan = await PlannedDeployment.DefaultAsync();
        var test = plan.Single("Microsoft.Insights/webtests")["properties"]!;
        var alert = plan.OfType(Metric).Single(alert => NameOf(alert) == "intake-down")["properties"]!;

        Assert.EndsWith("/api/health', reference", HealthAddress(test), StringComparison.Ordinal);
        Assert.Equal(
            (200, 300, 3),
            ((int)test["ValidationRules"]!["ExpectedHttpStatusCode"]!, (int)test["Frequency"]!, test["Locations"]!.AsArray().Count));
        Assert.Equal(2, (int)alert["criteria"]!["failedLocationCount"]!);
        Assert.Empty((await PlannedDeployment.PrivateAsync()).OfType("Microsoft.Insights/webtests"));
    }

    [BicepFact]
    public async Task The_budget_rings_before_and_when_it_is_spent()
    {
        var budget = (await PlannedDeployment.DefaultAsync()).Single("Microsoft.Consumption/budgets")["properties"]!;

        Assert.Equal(200, (int)budget["amount"]!);
        Assert.Equal(
            ["Actual 100", "Actual 80", "Forecasted 100"],
            budget["notifications"]!.AsObject()
                .Select(notification => $"{notification.Value!["thresholdType"]} {notification.Value["threshold"]}")
                .Order(StringComparer.Ordinal));
        Assert.All(
            budget["notifications"]!.AsObject(),
            notification => Assert.Equal("operator@example.com", (string?)notification.Value!["contactEmails"]![0]));
        Assert.Empty((await PlannedDeployment.PrivateAsync()).OfType("Microsoft.Consumption/budgets"));
    }

    /// <summary>A start that followed the calendar would fail every deployment of a later month: Azure refuses to change it.</summary>
    [BicepFact]
    public async Task The_budget_begins_when_it_was_said_to_and_without_that_there_is_none()
    {
        const string Budget = "param alertEmails = ['operator@example.com']\nparam monthlyBudget = 200";
        var budget = (await PlannedDeployment.DefaultAsync()).Single("Microsoft.Consumption/budgets")["properties"]!;

        Assert.Equal("2026-08-01", (string?)budget["timePeriod"]!["startDate"]);
        Assert.Empty((await PlannedDeployment.NamedAsync("prod", "bridge", Budget)).OfType("Microsoft.Consumption/budgets"));
        Assert.DoesNotContain("utcNow", (await Bicep.TemplateAsync()).ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [BicepFact]
    public async Task Somebody_is_told_of_every_alert()
    {
        var plan = await PlannedDeployment.DefaultAsync();

        Assert.All(
            plan.OfType(Metric),
            alert => Assert.Equal(
                (true, true, 1),
                (
                    (bool)alert["properties"]!["enabled"]!,
                    (bool)alert["properties"]!["autoMitigate"]!,
                    alert["properties"]!["actions"]!.AsArray().Count)));
        Assert.Single(plan.Single("Microsoft.Insights/scheduledQueryRules")["properties"]!["actions"]!["actionGroups"]!.AsArray());
        Assert.Equal(
            "operator@example.com",
            (string?)plan.Single("Microsoft.Insights/actionGroups")["properties"]!["emailReceivers"]![0]!["emailAddress"]);
        Assert.Empty((await PlannedDeployment.PrivateAsync()).OfType("Microsoft.Insights/actionGroups"));
    }

    [BicepFact]
    public async Task The_guide_has_a_row_for_every_alert()
    {
        var plan = await PlannedDeployment.DefaultAsync();
        var guide = Repository.Read("docs", "deploy.md");
        string[] alerts = [.. plan.OfType(Metric).Concat(
            plan.OfType("Microsoft.Insights/scheduledQueryRules")).Concat(plan.OfType("Microsoft.Consumption/budgets")).Select(NameOf)];

        Assert.Equal(12, alerts.Length);
        Assert.All(alerts.Select(
            name => name.Replace("call-records", "…", StringComparison.Ordinal).Replace("calls", "…", StringComparison.Ordinal)),
            name => Assert.Contains($"| `{name}` | ", guide, StringComparison.Ordinal));
    }

    /// <summary>Without the namespace's name, which is its prefix.</summary>
    private static string NameOf(JsonObject alert) => string.Join('-', ((string)alert["name"]!).Split('-').Skip(3));

    private static string HealthAddress(JsonNode test)
    {
        var address = (string)test["Request"]!["RequestUrl"]!;
        return address[..(address.IndexOf("/api/health", StringComparison.Ordinal) + "/api/health', reference".Length)];
    }

    private static string Sentence(JsonObject alert)
    {
        var criterion = alert["properties"]!["criteria"]!["allOf"]![0]!;
        var queue = (string?)criterion["dimensions"]?[0]!["values"]![0] ?? "the namespace";
        Assert.Equal("GreaterThan", (string?)criterion["operator"]);
        return $"{NameOf(alert)}: {criterion["timeAggregation"]} {criterion["metricName"]} of {queue} "
            + $"over {criterion["threshold"]} in {alert["properties"]!["windowSize"]}";
    }
}
