using System.Text.RegularExpressions;
using AlturBridge.Configuration;
using AlturBridge.Receiving.Authentication;
using Microsoft.Extensions.Configuration;

namespace AlturBridge.Receiving.Sources;

/// <summary>
/// The settings of each source, from the bottom up: its signature recipe, its preset, its own. Each is a layer of one configuration, so
/// that anything in a preset can be overridden by the setting of the same name.
/// </summary>
public static partial class SourceLayers
{
    private const string Section = "Sources";

    /// <summary>Everything about a sender: the files in <c>Receiving/Presets</c>.</summary>
    public static EmbeddedSettings Presets { get; } = new("presets");

    /// <summary>For the editor of the file, not for the source.</summary>
    private const string Schema = "$schema";

    /// <summary>With no source configured there is one: <c>json</c>. The binder refuses a value instead of a group.</summary>
    public static IConfiguration Apply(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (section.Value is not null)
        {
            return configuration;
        }

        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var sources = section.Exists() ? section.GetChildren() : [section.GetSection(SourceOptions.DefaultPreset)];
        foreach (var source in sources.Where(source => source.Value is null))
        {
            AddBelow(settings, source);
        }

        // Copied, not chained: a chained configuration treats an empty value as missing, but an empty value must remove a preset's.
        Add(settings, string.Empty, section);

        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
    }

    private static void AddBelow(Dictionary<string, string?> settings, IConfigurationSection source)
    {
        var preset = Read(Presets.Open(source["Preset"] is { Length: > 0 } chosen ? chosen : SourceOptions.DefaultPreset));
        const string Recipe = "Signature:Recipe";
        var recipe = Read((source[Recipe] ?? preset[Recipe]) is { Length: > 0 } used ? SignatureRules.Recipes.Open(used) : null);

        Add(settings, ConfigurationPath.Combine(source.Path, "Signature"), recipe);
        Add(settings, source.Path, preset);
    }

    private static void Add(Dictionary<string, string?> settings, string below, IConfiguration layer)
    {
        foreach (var (key, value) in layer.AsEnumerable().Where(setting => setting.Value is not null && setting.Key != Schema))
        {
            Set(settings, below.Length == 0 ? key : ConfigurationPath.Combine(below, key), value);
        }
    }

    /// <summary>A field's only template becomes the first of a list, and replaces all those of the layers below.</summary>
    private static void Set(Dictionary<string, string?> settings, string path, string? value)
    {
        if (FieldOfSource().IsMatch(path))
        {
            foreach (var candidate in settings.Keys.Where(key => key.StartsWith($"{path}:", StringComparison.OrdinalIgnoreCase)).ToList())
            {
                settings.Remove(candidate);
            }

            path += ":0";
        }

        settings[path] = value;
    }

    [GeneratedRegex("^Sources:[^:]+:Fields:[^:]+\\z", RegexOptions.IgnoreCase)]
    private static partial Regex FieldOfSource();

    private static IConfiguration Read(Stream? json) => json is null
        ? new ConfigurationBuilder().Build()
        : new ConfigurationBuilder().AddJsonStream(json).Build();
}
