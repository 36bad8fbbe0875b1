using YamlDotNet.RepresentationModel;

namespace AlturBridge.Tests.Deployment;

internal static class Yaml
{
    /// <summary>The root of a file with one document.</summary>
    public static YamlMappingNode Read(params string[] path)
    {
        using var text = new StringReader(Repository.Read(path));
        var stream = new YamlStream();
        stream.Load(text);

        return Assert.IsType<YamlMappingNode>(Assert.Single(stream.Documents).RootNode);
    }

    public static YamlMappingNode Map(this YamlNode node, string key) => Assert.IsType<YamlMappingNode>(node[key]);

    public static string Text(this YamlNode node, string key) => Assert.IsType<YamlScalarNode>(node[key]).Value!;

    /// <summary>The members of a mapping, as text.</summary>
    public static IReadOnlyDictionary<string, string?> Texts(this YamlMappingNode map) =>
        map.Children.ToDictionary(member => ((YamlScalarNode)member.Key).Value!, member => (member.Value as YamlScalarNode)?.Value);
}
