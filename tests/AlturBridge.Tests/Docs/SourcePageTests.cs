using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AlturBridge.Receiving.Sources;
using AlturBridge.Testing;
using AlturBridge.Tests.Messages;
using AlturBridge.Tests.Receiving;

namespace AlturBridge.Tests.Docs;

/// <summary>Following a page of docs/sources gives the results it shows.</summary>
public sealed partial class SourcePageTests
{
    private static readonly string[] Headings =
        ["What you get", "In the CRM", "Settings", "Try it", "When a lead is refused", "Duplicates", "Common wishes"];

    public static TheoryData<string> Names => SourcePage.Names;

    [Fact]
    public void Each_preset_has_a_page_and_each_page_a_preset()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "sources"), "*.md")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => name != "README");

        Assert.Equal(SourceLayers.Presets.Names, pages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_table_links_each_page_beside_its_preset()
    {
        var rows = TableRow().Matches(Repository.Read("docs/sources/README.md"));

        Assert.Equal(SourceLayers.Presets.Names, rows.Select(row => row.Groups["preset"].Value).Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.Equal($"{row.Groups["preset"].Value}.md", row.Groups["page"].Value));
    }

    [Fact]
    public void The_README_links_each_page()
    {
        var readme = Repository.Read("README.md");

        Assert.All(
            SourceLayers.Presets.Names,
            preset => Assert.Contains($"](docs/sources/{preset}.md)", readme, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pages_have_the_same_headings(string preset)
    {
        Assert.Equal(Headings, Heading().Matches(SourcePage.Of(preset).Text).Select(heading => heading.Groups["text"].Value));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pages_lead_a_newcomer_to_the_first_steps(string preset)
    {
        Assert.Contains("[ten minutes](README.md#ten-minutes)", SourcePage.Of(preset).Text.Split("\n## ")[0], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_request_gets_the_answer_below_it(string preset)
    {
        var page = SourcePage.Of(preset);
        using var intake = new LeadIntake(page.Settings, Samples.AgentId);

        Assert.NotNull(page.Requests[0].Answer);
        foreach (var request in page.Requests)
        {
            intake.Query = request.Query;
            var answer = await intake.PreviewAsync(request.Body, request.Source, request.Headers(intake.Time.GetUtcNow()));

            Assert.Equal(200, answer.Status);
            Assert.True(preset == "meta-lead-ads" || answer.Json["leads"]![0]!["call"] is not null, answer.Body);
            Assert.True(request.Answer is null || JsonNode.DeepEquals(JsonNode.Parse(request.Answer), answer.Json), answer.Body);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_request_without_preview_is_taken(string preset)
    {
        var page = SourcePage.Of(preset);
        using var intake = new LeadIntake(page.Settings, Samples.AgentId);

        foreach (var request in page.Requests)
        {
            intake.Query = request.Query;
            var answer = await intake.PostAsync(request.Body, request.Source, request.Headers(intake.Time.GetUtcNow()));

            Assert.InRange(answer.Status, 200, 202);
        }

        Assert.Equal(preset == "meta-lead-ads" ? 0 : page.Requests.Count, intake.Sent.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_override_starts_and_refuses_nothing(string preset)
    {
        var page = SourcePage.Of(preset);

        foreach (var changes in page.Overrides)
        {
            using var intake = new LeadIntake(page.With(changes), Samples.AgentId);
            foreach (var request in page.Requests)
            {
                intake.Query = request.Query;
            var answer = await intake.PreviewAsync(request.Body, request.Source, request.Headers(intake.Time.GetUtcNow()));

                Assert.True(
                    (answer.Status == 401 && changes.Any(change => change.Name.EndsWith("__Authentication", StringComparison.Ordinal)))
                        || changes.Any(change => change.Name.EndsWith("__Split", StringComparison.Ordinal))
                        || preset == "meta-lead-ads" || answer.Json["leads"]!.AsArray().All(lead => lead!["refused"] is null), answer.Body);
            }
        }
    }

    [Fact]
    public async Task The_handshake_of_the_page_of_Meta_gets_its_challenge_back()
    {
        var page = SourcePage.Of("meta-lead-ads");
        using var intake = new LeadIntake(page.Settings, Samples.AgentId);
        var address = Handshake().Match(Assert.Single(page.Handshakes));

        var answer = await intake.HandshakeAsync("GET", address.Groups["source"].Value, address.Groups["query"].Value);

        Assert.Equal((200, "1158201444"), (answer.Status, answer.Body));
        Assert.Contains("returns `1158201444`", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_says_what_its_preset_answers_to_a_refused_lead(string preset)
    {
        var page = SourcePage.Of(preset);
        var source = SourceSettings.Bind(page.Settings).Values.Single();

        Assert.Equal(preset, source.Preset);
        Assert.Equal(
            source.OnRefusal == RefusalResponse.Problem,
            page.Section("When a lead is refused").StartsWith("\nThe answer is `422`", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\| \[[^\]]+\]\((?<page>[^)]+)\) \| `(?<preset>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex("^## (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"curl 'http://127\.0\.0\.1:7071/api/leads/(?<source>\w+)(?<query>\?[^']*)'")]
    private static partial Regex Handshake();
}
