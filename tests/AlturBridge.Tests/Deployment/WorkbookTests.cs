using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AlturBridge.Tests.Deployment;

public sealed partial class WorkbookTests
{
    private static readonly JsonNode Workbook = Repository.ReadJson("infra", "workbook.json");

    private static IEnumerable<JsonNode> Queries =>
        Workbook["items"]!.AsArray().Where(item => (int)item!["type"]! == 3).Select(item => item!);

    /// <summary>All in one run of the parser, which takes seconds to start. The typo shows that it finds something.</summary>
    [KqlFact]
    public async Task Azure_understands_every_query_of_the_workbook_and_the_alerts()
    {
        var alerts = (await PlannedDeployment.DefaultAsync()).OfType("Microsoft.Insights/scheduledQueryRules");

        var findings = await FindingsAsync(
        [
            .. Queries.Select(query => (NameOf(query), Filled((string)query["content"]!["query"]!))),
            .. alerts.Select(alert => (NameOf(alert), (string)alert["properties"]!["criteria"]!["allOf"]![0]!["query"]!)),
            ("typo", "AppMetrics | where Nme == 1"),
        ]);

        Assert.NotEmpty(alerts);
        Assert.StartsWith("typo: ", Assert.Single(findings), StringComparison.Ordinal);
    }

    [Fact]
    public void It_shows_the_options_an_operator_needs()
    {
        Assert.Equal(
            ["leads", "leads-by-source", "calls", "call-duration", "lead-age", "deliveries", "dead-letters", "waiting", "scheduled", "dead",
                "trace"],
            Workbook["items"]!.AsArray().Where(item => (int)item!["type"]! is 3 or 10).Select(item => NameOf(item!)));
    }

    [BicepFact]
    public async Task It_reads_this_installation()
    {
        var data = (string)(await PlannedDeployment.DefaultAsync())
            .Single("Microsoft.Insights/workbooks")["properties"]!["serializedData"]!;

        Assert.Contains("Microsoft.OperationalInsights/workspaces", data, StringComparison.OrdinalIgnoreCase);
        Assert.All(
            ["__WORKSPACE__", "__NAMESPACE__"],
            placeholder => Assert.Contains(placeholder, Repository.Read("infra", "workbook.json"), StringComparison.Ordinal));
    }

    private static string NameOf(JsonNode item) => (string)item["name"]!;

    /// <summary>As the workbook fills it in.</summary>
    private static string Filled(string query)
    {
        var filled = query.Replace("{TimeRange:grain}", "1h", StringComparison.Ordinal).Replace(
            "{LeadId}", "json:4b8207d8", StringComparison.Ordinal);
        Assert.DoesNotMatch(Parameter(), filled);
        return filled;
    }

    private static async Task<string[]> FindingsAsync(IEnumerable<(string Name, string Query)> queries)
    {
        var input = JsonSerializer.Serialize(queries.Select(query => new { name = query.Name, query = query.Query }));
        var result = await Command.RunAsync(
            "node", [Repository.PathOf("tests", "KustoParser", "parse.cjs"), KqlFactAttribute.LanguageService], input: input);
        return result.Successful().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(@"\{[A-Za-z:]+\}")]
    private static partial Regex Parameter();
}
