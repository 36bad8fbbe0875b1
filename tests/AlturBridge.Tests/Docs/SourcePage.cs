using System.Text.RegularExpressions;
using AlturBridge.Receiving.Sources;

namespace AlturBridge.Tests.Docs;

/// <summary>A page of docs/sources, taken apart: its settings, its overrides, and its requests with the answer each must get.</summary>
internal sealed partial class SourcePage
{
    private SourcePage(string preset)
    {
        Preset = preset;
        Text = Repository.Read($"docs/sources/{preset}.md");
        var blocks = Blocks()
            .Matches(Text)
            .Select(match => (Kind: match.Groups["kind"].Value, Text: Placeholders.Fill(match.Groups["text"].Value)))
            .ToList();

        Settings = SettingsOf(blocks.Single(block => block.Kind == "ini settings").Text);
        Overrides = [.. blocks.Where(block => block.Kind == "ini").Select(block => SettingsOf(block.Text))];
        Handshakes = [.. blocks.Where(block => block.Kind == "bash handshake").Select(block => block.Text)];
        Requests = [.. blocks.Index()
            .Where(block => block.Item.Kind == "bash")
            .Select(block => new DocumentedRequest(
                preset,
                block.Item.Text,
                blocks.ElementAtOrDefault(block.Index + 1) is { Kind: "json" or "json refused" } answer ? answer.Text : null))];
    }

    public static TheoryData<string> Names => new(SourceLayers.Presets.Names);

    public string Preset { get; }

    public string Text { get; }

    public IReadOnlyList<(string Name, string? Value)> Settings { get; }

    public IReadOnlyList<IReadOnlyList<(string Name, string? Value)>> Overrides { get; }

    public IReadOnlyList<string> Handshakes { get; }

    public IReadOnlyList<DocumentedRequest> Requests { get; }

    public static SourcePage Of(string preset) => new(preset);

    /// <summary>The settings with some of them overridden or added.</summary>
    public IEnumerable<(string Name, string? Value)> With(IReadOnlyList<(string Name, string? Value)> changes) =>
        Settings.Where(setting => changes.All(change => change.Name != setting.Name)).Concat(changes);

    /// <summary>The text below a heading of the second level.</summary>
    public string Section(string heading) => Text.Split($"\n## {heading}\n")[1].Split("\n## ")[0];

    private static List<(string Name, string? Value)> SettingsOf(string block) =>
        [.. block.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2)).Select(
            parts => (parts[0], (string?)parts[1]))];

    [GeneratedRegex("^```(?<kind>[^\n`]+)\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();
}
