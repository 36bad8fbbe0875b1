using System.Text.RegularExpressions;
using AlturBridge.Receiving.Sources;
using AlturBridge.Testing;
using Microsoft.Extensions.Options;

namespace AlturBridge.Tests.Docs;

/// <summary>A setting of a source that a document or a preset names can be set.</summary>
public sealed partial class DocumentedSettingTests
{
    public static TheoryData<string> Names =>
        new(Repository.Documents.Select(path => Repository.Read(path)).Concat(SourceLayers.Presets.Names.Select(Preset))
        .SelectMany(text => Whole().Matches(text).Concat(Short().Matches(text)))
        .Select(match => match.Groups["setting"].Value.Replace("<field>", Field.PhoneNumberTo, StringComparison.Ordinal))
        .Distinct()
        .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_setting_that_is_named_exists(string setting)
    {
        Assert.DoesNotContain(
            Problems(setting),
            problem => problem.StartsWith("There is no setting", StringComparison.Ordinal) || problem.Contains(
                "is not a field of a lead", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Presett")]
    [InlineData("Phone__DefaultCode")]
    [InlineData("Fields__phone")]
    [InlineData("Secret__0")]
    public void A_setting_that_does_not_exist_would_be_found(string setting)
    {
        Assert.Contains(
            Problems(setting),
            problem => problem.StartsWith("There is no setting", StringComparison.Ordinal) || problem.Contains(
                "is not a field of a lead", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_setting_of_a_source_is_documented()
    {
        var rows = Row().Matches(Repository.Read("docs", "settings.md")).Select(match => match.Groups["setting"].Value).ToHashSet(
            StringComparer.Ordinal);

        Assert.All(
            typeof(SourceOptions).GetProperties().Select(property => property.Name).Where(name => name != nameof(SourceOptions.About)),
            name => Assert.Contains(name, rows));
    }

    private static IReadOnlyList<string> Problems(string setting)
    {
        try
        {
            _ = SourceSettings.Bind([("Sources__crm__" + setting, "x")]);
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
    }

    private static string Preset(string name)
    {
        using var preset = new StreamReader(SourceLayers.Presets.Open(name)!);
        return preset.ReadToEnd();
    }

    [GeneratedRegex(@"Sources__(?:<name>|[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*)__(?<setting>[A-Z]\w*?(?:<field>|(?<![_])(?=[^\w<]|__\*|__…)))")]
    private static partial Regex Whole();

    [GeneratedRegex(
        @"(?<![\w<>])(?<setting>(?:Secrets|Signature|Fields|Phone|Acknowledgement|Handshake)__(?:<field>|\w*[A-Za-z0-9](?!\w)))")]
    private static partial Regex Short();

    [GeneratedRegex(@"Sources__<name>__(?<setting>[A-Za-z]+)")]
    private static partial Regex Row();
}
