using System.Text.RegularExpressions;

namespace AlturBridge.Tests.Docs;

public sealed partial class LinkTests
{
    public static TheoryData<string> Documents => new(Repository.Documents);

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_inside_the_repository_lead_somewhere(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;

        foreach (var target in Link().Matches(Repository.Read(document)).Select(match => match.Groups["target"].Value).Where(
            target => !target.Contains("://", StringComparison.Ordinal)))
        {
            var parts = target.Split('#', 2);
            var file = parts[0].Length == 0 ? Path.Combine(Repository.Root, document) : Path.Combine(folder, parts[0]);

            Assert.True(Path.Exists(file), $"{target} does not exist.");
            Assert.True(parts.Length == 1 || Anchors(File.ReadAllText(file)).Contains(parts[1]), $"{target} has no such heading.");
        }
    }

    /// <summary>As GitHub makes them: lower case, spaces as hyphens, no punctuation.</summary>
    private static IEnumerable<string> Anchors(string text) =>
        Heading().Matches(text).Select(
            match => Punctuation().Replace(match.Groups["text"].Value.ToLowerInvariant(), string.Empty).Replace(' ', '-'));

    [GeneratedRegex(@"\[[^\]]+\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\s-]")]
    private static partial Regex Punctuation();
}
