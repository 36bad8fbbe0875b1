using System.Text;
using System.Text.RegularExpressions;
using AlturBridge.Receiving.Payloads;
using AlturBridge.Receiving.Templates;
using Microsoft.AspNetCore.Http;

namespace AlturBridge.Tests.Docs;

/// <summary>docs/templates.md says what templates do.</summary>
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
                examples.Add(row.Groups["template"].Value, row.Groups["result"].Value);
            }

            return examples;
        }
    }

    public static TheoryData<string> Mistakes => new(Mistake().Matches(Below("What is refused", null)).Select(row => row.Groups["template"].Value));

    [Fact]
    public void Each_helper_is_documented_and_has_an_example()
    {
        Assert.Equal(TemplateHelpers.All.Keys.Order(StringComparer.Ordinal), Helper().Matches(Page).Select(row => row.Groups["name"].Value));
        Assert.All(TemplateHelpers.All.Keys, name => Assert.Contains(Examples, example => Regex.IsMatch((string)example[0], $@"(\{{\{{|\(){name} ")));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_gives_what_it_says(string template, string result)
    {
        Assert.Equal(result, TextTemplate.Compile(template).Render(Model()));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void What_is_said_to_be_refused_is_refused(string template)
    {
        Assert.Throws<TemplateException>(() => TextTemplate.Compile(template));
    }

    [Fact]
    public void There_are_examples_and_mistakes()
    {
        Assert.True(Examples.Count >= 20, "The examples are not found: did the tables change?");
        Assert.True(Mistakes.Count >= 6, "The mistakes are not found: did the table change?");
    }

    private static TemplateModel Model()
    {
        var json = Encoding.UTF8.GetBytes(Json().Match(Page).Groups["text"].Value);
        var payload = Assert.IsType<PayloadReading.Read>(PayloadReader.Read(json, "application/json", new HeaderDictionary(), PayloadFormat.Json));
        return TemplateModel.Of(payload.Model, new HeaderDictionary(), QueryCollection.Empty, "crm").With(payload.Model);
    }

    private static string Below(string heading, string? end)
    {
        var below = Page.Split($"\n## {heading}\n")[1];
        return end is null ? below : below.Split($"\n## {end}\n")[0];
    }

    [GeneratedRegex("^\\| `(?<template>[^`]*(?:\\{\\{)[^`]*)` \\| (?:`(?<result>[^`]*)` )?\\|$", RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex("^\\| `(?<template>[^`]+)` \\| .+ \\|$", RegexOptions.Multiline)]
    private static partial Regex Mistake();

    [GeneratedRegex("^\\| `(?<name>[a-z]+) [^`{]+` \\| .+ \\|$", RegexOptions.Multiline)]
    private static partial Regex Helper();

    [GeneratedRegex("^```json\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Json();
}
