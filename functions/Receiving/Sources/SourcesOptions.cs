using AlturBridge.Configuration;
using AlturBridge.Receiving.Authentication;
using Microsoft.Extensions.Options;

namespace AlturBridge.Receiving.Sources;

/// <summary>The senders that may post leads, by the name in their route.</summary>
public sealed class SourcesOptions() : Dictionary<string, SourceOptions>(StringComparer.OrdinalIgnoreCase);

public sealed class SourcesOptionsValidator(IOptions<LeadsOptions> leads) : IValidateOptions<SourcesOptions>
{
    public ValidateOptionsResult Validate(string? name, SourcesOptions options)
    {
        var problems = options.SelectMany(source => SourceRules.Problems(source.Key, source.Value));
        if (options.Count > 1 && !leads.Value.ShareFunctionKey)
        {
            // The function key opens every source's route.
            problems = problems.Concat(options
                .Where(source => source.Value.Authentication == AuthenticationMethod.FunctionKey)
                .Select(source => $"Sources__{source.Key}")
                .Select(setting => $"{setting}__Authentication is function-key, which with more than one source does not prove which one "
                    + $"is sending: set it to basic with {setting}__Secrets__0, or to query-secret or header-secret with "
                    + $"{setting}__SecretName and {setting}__Secrets__0, or set Leads__ShareFunctionKey=true."));
        }

        return problems.ToList() is { Count: > 0 } all ? ValidateOptionsResult.Fail(all) : ValidateOptionsResult.Success;
    }
}
