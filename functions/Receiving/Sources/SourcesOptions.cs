using Microsoft.Extensions.Options;

namespace AlturBridge.Receiving.Sources;

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
    public ValidateOptionsResult Validate(string? name, SourcesOptions options)
    {
        var problems = options.SelectMany(source => SourceRules.Problems(source.Key, source.Value)).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
