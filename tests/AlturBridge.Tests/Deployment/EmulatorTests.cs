using System.Text.Json.Nodes;
using AlturBridge.Tests.Receivers;

namespace AlturBridge.Tests.Deployment;

public sealed class EmulatorTests
{
    private static readonly Dictionary<string, JsonNode> Limits = new()
    {
        ["DefaultMessageTimeToLive"] = "PT1H",
        ["DuplicateDetectionHistoryTimeWindow"] = "PT5M",
        ["MaxDeliveryCount"] = 10,
    };

    [RuntimeFact("bash")]
    public async Task The_emulator_gets_the_queues_of_the_embedded_host_cut_to_its_limits()
    {
        var expected = Repository.ReadJson("local", "EmbeddedHost", "queues.json");
        foreach (var queue in expected["UserConfig"]!["Namespaces"]![0]!["Queues"]!.AsArray())
        {
            foreach (var (name, limit) in Limits)
            {
                queue!["Properties"]![name] = limit.DeepClone();
            }
        }

        var result = await Command.RunAsync("bash", [Repository.PathOf("local", "Emulators", "queues")]);

        Assert.Equal(expected.ToJsonString(), JsonNode.Parse(result.Successful())!.ToJsonString());
    }

    [Fact]
    public void The_guide_says_what_the_emulator_does_not_support() =>
        Assert.All(
            Limits.Keys, name => Assert.Contains($"| `{name}` | ", Repository.Read("docs", "azure-local.md"), StringComparison.Ordinal));
}
