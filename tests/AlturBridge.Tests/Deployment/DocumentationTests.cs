using System.Text.RegularExpressions;

namespace AlturBridge.Tests.Deployment;

public sealed partial class DocumentationTests
{
    private static readonly string Guide = Repository.Read("docs", "deploy.md");

    [Fact]
    public void The_guide_lists_the_versions_of_Azure_that_the_template_uses()
    {
        var used = Directory.EnumerateFiles(Repository.PathOf("infra"), "*.bicep", SearchOption.AllDirectories)
            .SelectMany(file => ResourceType().Matches(File.ReadAllText(file)))
            .Select(match => (Provider: match.Groups["provider"].Value, Version: match.Groups["version"].Value))
            .Distinct()
            .ToList();

        Assert.NotEmpty(used);
        Assert.All(used, type => Assert.Matches($@"\| `{Regex.Escape(type.Provider)}[^|]*` \| {Regex.Escape(type.Version)} \|", Guide));
    }

    [Fact]
    public void Every_file_that_the_documents_link_to_exists()
    {
        foreach (var (document, folder) in ((string, string)[])[("README.md", "."), ("docs/deploy.md", "docs"), ("docs/limits.md", "docs")])
        {
            var links = Link().Matches(Repository.Read(document)).Select(match => match.Groups["path"].Value).Where(path => !path.StartsWith("http", StringComparison.Ordinal));
            Assert.All(links, link => Assert.True(File.Exists(Repository.PathOf(folder, link)), $"{document} links to {link}, which does not exist."));
        }
    }

    [GeneratedRegex(@"'(?<provider>Microsoft\.[A-Za-z]+/[A-Za-z]+)[A-Za-z/]*@(?<version>[0-9-]+(?:preview)?)'")]
    private static partial Regex ResourceType();

    [GeneratedRegex(@"\]\((?<path>[^)#]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
