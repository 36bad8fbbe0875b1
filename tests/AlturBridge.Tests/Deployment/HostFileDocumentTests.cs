using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AlturBridge.Tests.Deployment;

/// <summary>docs/deploy.md explains every value of host.json, and says the value that is there.</summary>
public sealed partial class HostFileDocumentTests
{
    [Fact]
    public void Each_value_of_host_json_has_its_row()
    {
        var section = Repository.Read("docs", "deploy.md").Split("\n## Why host.json says what it says\n")[1].Split("\n## ")[0];
        var rows = Row().Matches(section).Select(row => (row.Groups["name"].Value, row.Groups["value"].Value));

        Assert.Equal(
            Values(Repository.ReadJson("host.json")).Where(value => value.Name != "version").Order(),
            rows.Order());
    }

    private static IEnumerable<(string Name, string Value)> Values(JsonNode node) => node.AsObject().SelectMany(
        member => member.Value is JsonObject ? Values(member.Value) : [(member.Key, member.Value!.ToString())]);

    [GeneratedRegex(@"^\| `(?<name>[^`]+)` \| `(?<value>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
