using System.Text.RegularExpressions;
using AlturBridge.Tests.Configuration;

namespace AlturBridge.Tests.Docs;

/// <summary>The recipes of docs/rules.md, as a reader would copy them.</summary>
public sealed partial class RecipeDocumentationTests
{
    private static readonly string Page = Repository.Read("docs", "rules.md");

    public static TheoryData<string> Countries => ["United States", "Mexico", "European Union", "Brazil"];

    [Theory]
    [MemberData(nameof(Countries))]
    public void The_bridge_starts_with_the_settings_of_a_recipe(string country)
    {
        var recipe = Regex.Match(Page, $"^### {country}\n(?<recipe>.*?)(?=^###|\\z)", RegexOptions.Singleline | RegexOptions.Multiline)
            .Groups["recipe"].Value;
        var settings = Setting().Matches(recipe).Select(line => (line.Groups["name"].Value, line.Groups["value"].Value)).ToList();

        Assert.Contains(settings, setting => setting.Item1.StartsWith("Calling__Hours__", StringComparison.Ordinal));
        Assert.Contains(("Calling__DoNotCall", "true"), settings);
        BridgeSettings.Start([.. settings, ("AzureWebJobsStorage", "UseDevelopmentStorage=true")]).Dispose();
    }

    [Fact]
    public void It_says_that_it_is_not_legal_advice() =>
        Assert.Contains("**This page is not legal advice.**", Page, StringComparison.Ordinal);

    [GeneratedRegex("^    (?<name>[A-Z][A-Za-z0-9_]*)=(?<value>.*)$", RegexOptions.Multiline)]
    private static partial Regex Setting();
}
