using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace AlturBridge.Tests.Deployment;

public sealed partial class DocumentationTests
{
    private static readonly string Guide = Repository.Read("docs", "deploy.md");

    [Fact]
    public void The_guide_lists_the_versions_of_Azure_that_the_template_uses()
    {
        var used = Used();

        Assert.NotEmpty(used);
        Assert.All(used, type => Assert.Matches($@"\| `{Regex.Escape(type.Provider)}[^|]*` \| {Regex.Escape(type.Version)} \|", Guide));
    }

    [Fact]
    public void The_guide_registers_every_provider_that_the_template_uses()
    {
        var registered = Registered().Match(Guide).Groups["providers"].Value.Split(' ');

        // Authorization is registered in every subscription; App is for the subnet of a Flex Consumption app.
        var used = Used()
            .Select(type => type.Provider.Split('/')[0]["Microsoft.".Length..])
            .Where(name => name != "Authorization")
            .Append("App")
            .Distinct();
        Assert.Equal(used.Order(StringComparer.Ordinal), registered);
    }

    /// <summary>They run, and are billed, without a single lead.</summary>
    [Fact]
    public void The_guide_and_the_template_name_every_timer_where_they_say_what_an_idle_bridge_costs()
    {
        var timers = typeof(Bridge).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(TimerTriggerAttribute))))
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name)
            .ToList();
        var row = Guide.Split('\n').Single(line => line.StartsWith("| timers |", StringComparison.Ordinal));

        Assert.NotEmpty(timers);
        Assert.All(timers, name => Assert.Contains($"`{name}`", row, StringComparison.Ordinal));
        Assert.All(timers, name => Assert.Contains(name, Repository.Read("infra", "main.bicep"), StringComparison.Ordinal));
    }

    /// <summary>Azure keeps two instances of each group ready, and bills them. HTTP is one group, any other function its own.</summary>
    [Fact]
    public void The_guide_and_the_template_count_the_instances_that_zones_keep_ready()
    {
        var functions = typeof(Bridge).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .Where(method => !method.GetParameters().Any(parameter => parameter.IsDefined(typeof(HttpTriggerAttribute))))
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name)
            .ToList();
        var row = Guide.Split('\n').Single(line => line.StartsWith("| `zoneRedundant=true` |", StringComparison.Ordinal));

        Assert.All(functions, name => Assert.Contains($"`{name}`", row, StringComparison.Ordinal));
        var ready = 2 * (functions.Count + 1);
        Assert.Contains($"{ready} always-ready instances", row, StringComparison.Ordinal);
        Assert.Contains($"{ready} instances are then always ready", Repository.Read("infra", "main.bicep"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_that_the_documents_link_to_exists()
    {
        foreach (var (document, folder) in ((string, string)[])[("README.md", "."), (
            "docs/deploy.md", "docs"), ("docs/limits.md", "docs"), ("docs/azure-local.md", "docs")])
        {
            var links = Link().Matches(Repository.Read(document)).Select(match => match.Groups["path"].Value).Where(
                path => !path.StartsWith("http", StringComparison.Ordinal));
            Assert.All(
                links,
                link => Assert.True(File.Exists(Repository.PathOf(folder, link)), $"{document} links to {link}, which does not exist."));
        }
    }

    private static List<(string Provider, string Version)> Used() =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf("infra"), "*.bicep", SearchOption.AllDirectories)
            .SelectMany(file => ResourceType().Matches(File.ReadAllText(file)))
            .Select(match => (match.Groups["provider"].Value, match.Groups["version"].Value))
            .Distinct(),
    ];

    [GeneratedRegex("for provider in (?<providers>[A-Za-z ]+); do")]
    private static partial Regex Registered();

    [GeneratedRegex(@"'(?<provider>Microsoft\.[A-Za-z]+/[A-Za-z]+)[A-Za-z/]*@(?<version>[0-9-]+(?:preview)?)'")]
    private static partial Regex ResourceType();

    [GeneratedRegex(@"\]\((?<path>[^)#]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
