using AlturBridge.Receiving.Sources;
using Microsoft.Extensions.Configuration;

namespace AlturBridge.Tests.Receiving.Templates;

/// <summary>A template of a preset.</summary>
internal sealed record PresetTemplates(string Preset, string Setting, string Text)
{
    public static IEnumerable<PresetTemplates> Of(string preset)
    {
        using var file = SourceLayers.Presets.Open(preset)!;
        return new ConfigurationBuilder().AddJsonStream(file).Build().AsEnumerable()
            .Where(setting => setting.Value is not null && (
                setting.Key is "when" or "dedupKey" || setting.Key.StartsWith("fields:", StringComparison.Ordinal)))
            .Select(setting => new PresetTemplates(preset, setting.Key, setting.Value!))
            .ToList();
    }
}
