using Microsoft.Extensions.Options;

namespace AlturBridge.Receiving;

/// <summary>The senders that may post leads, by the name in their route.</summary>
public sealed class SourcesOptions : Dictionary<string, SourceOptions>
{
    public SourcesOptions()
        : base(StringComparer.OrdinalIgnoreCase)
    {
    }
}

public sealed class SourcesOptionsValidator : IValidateOptions<SourcesOptions>
{
    private const int LongestName = 40;

    public ValidateOptionsResult Validate(string? name, SourcesOptions options)
    {
        var problems = options.SelectMany(source => Problems(source.Key, source.Value)).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(string name, SourceOptions source)
    {
        if (name.Length > LongestName || !name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'))
        {
            yield return $"Sources__{name} is not a usable name: use at most {LongestName} letters, digits, '-' and '_'.";
        }

        if (!string.Equals(source.Preset, SourceOptions.JsonPreset, StringComparison.OrdinalIgnoreCase))
        {
            yield return $"Sources__{name}__Preset is '{source.Preset}', which does not exist: use {SourceOptions.JsonPreset}.";
        }

        if (source.AgentId is { Length: > 0 } agent && !Messages.CallRequestRules.IsVersion4Uuid(agent))
        {
            yield return $"Sources__{name}__AgentId must be a version 4 UUID, such as 3f0e8a52-9d1b-4c6e-8a77-2b1f5c9d0e34.";
        }
    }
}
