using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AlturBridge.Tests.Messages;
using AlturBridge.Tests.Receiving;

namespace AlturBridge.Tests.Docs;

/// <summary>The README's example of settings and a preview.</summary>
public sealed partial class ReadmePreviewTests
{
    private static readonly string Connect = Repository.Read("README.md").Split("\n## Connect your CRM\n")[1].Split("\n## ")[0];

    [Fact]
    public async Task The_preview_of_the_README_is_what_its_settings_give()
    {
        var settings = Setting().Matches(Connect).Select(line => (line.Groups["name"].Value, (string?)line.Groups["value"].Value)).ToList();
        var example = Example().Match(Connect);
        using var intake = new LeadIntake(settings, Samples.AgentId);

        var answer = await intake.PreviewAsync(example.Groups["body"].Value, "hubspot", ("Content-Type", "application/json"));

        Assert.Equal(4, settings.Count);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(example.Groups["answer"].Value), answer.Json), answer.Body);
    }

    [GeneratedRegex("^    (?<name>Sources__\\w+)=(?<value>.+)$", RegexOptions.Multiline)]
    private static partial Regex Setting();

    [GeneratedRegex("/api/leads/hubspot/preview .*?-d '(?<body>[^']+)'\\s+(?<answer>\\{.*?\\})\\s+More:", RegexOptions.Singleline)]
    private static partial Regex Example();
}
