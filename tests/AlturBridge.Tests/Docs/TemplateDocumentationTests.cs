using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AlturBridge.Receiving.Payloads;
using AlturBridge.Receiving.Templates;
using AlturBridge.Tests.Receiving.Payloads;
using AlturBridge.Tests.Receiving.Templates;

namespace AlturBridge.Tests.Docs;

/// <summary>Templates do what docs/templates.md says.</summary>
public sealed partial class TemplateDocumentationTests
{
    private static readonly string Page = Repository.Read("docs/templates.md");

    public static TheoryData<string, string> Examples
    {
        get
        {
            var examples = new TheoryData<string, string>();
            foreach (Match row in Example().Matches(Below("Values", "What is refused")))
            {
                examples.Add(Unescaped(row), row.Groups["result"].Value);
            }

            return examples;
        }
    }

    public static TheoryData<string> Mistakes => new(Mistake().Matches(Below("What is refused", null)).Select(Unescaped));

    [Theory]
    [InlineData("digits")]
    [InlineData("key")]
    public void Each_filter_of_ours_is_documented_and_has_an_example(string filter)
    {
        Assert.Contains($"\n| `{filter}` |", Page, StringComparison.Ordinal);
        Assert.Contains(Examples, example => ((string)example[0]).Contains($"| {filter}", StringComparison.Ordinal));
    }

    [Fact]
    public void The_limits_are_those_of_the_code()
    {
        foreach (var limit in new[] { TextTemplate.MaxLength, TextTemplate.MaxOutput, TextTemplate.MaxSteps })
        {
            Assert.Contains(limit.ToString("N0", CultureInfo.InvariantCulture), Page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Examples_give_the_documented_results(string template, string result)
    {
        Assert.Equal(result, Models.TextOrRefusal(template, Models.Of(Lead())));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Everything_documented_as_refused_is_refused(string template)
    {
        Assert.Throws<TemplateException>(() => new TextTemplate("T", template));
    }

    [Fact]
    public void There_are_examples_and_mistakes()
    {
        Assert.True(Examples.Count >= 20, "The examples are not found: did the tables change?");
        Assert.True(Mistakes.Count >= 6, "The mistakes are not found: did the table change?");
    }

    private static object? Lead()
    {
        var json = Encoding.UTF8.GetBytes(Json().Match(Page).Groups["text"].Value);
        return Payload.Model(Payload.Read(json, "application/json", PayloadFormat.Json));
    }

    /// <summary>A bar within a table is written with a backslash.</summary>
    private static string Unescaped(Match row) => row.Groups["template"].Value.Replace("\\|", "|", StringComparison.Ordinal);

    private static string Below(string heading, string? end)
    {
        var below = Page.Split($"\n## {heading}\n")[1];
        return end is null ? below : below.Split($"\n## {end}\n")[0];
    }

    [GeneratedRegex("^\\| `(?<template>[^`]*(?:\\{[{%])[^`]*)` \\| (?:`(?<result>[^`]*)` )?\\|$", RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex("^\\| `(?<template>[^`]+)` \\| .+ \\|$", RegexOptions.Multiline)]
    private static partial Regex Mistake();

    [GeneratedRegex("^```json\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Json();
}
