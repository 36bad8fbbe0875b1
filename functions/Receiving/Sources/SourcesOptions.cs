using AlturBridge.Configuration;
using AlturBridge.Receiving.Authentication;
using Microsoft.Extensions.Options;

namespace AlturBridge.Receiving.Sources;

/// <summary>The senders that may post leads, by the name in their route.</summary>
public sealed class SourcesOptions() : Dictionary<string, SourceOptions>(StringComparer.OrdinalIgnoreCase);

public sealed class SourcesOptionsValidator : IValidateOptions<SourcesOptions>
{
    public ValidateOptionsResult Validate(string? name, SourcesOptions options) =>
        Result(options.SelectMany(source => SourceRules.Problems(source.Key, source.Value)));

    internal static ValidateOptionsResult Result(IEnumerable<string> problems) =>
        problems.ToList() is { Count: > 0 } all ? ValidateOptionsResult.Fail(all) : ValidateOptionsResult.Success;
}

/// <summary>The function key opens every source's route: with several sources it does not prove which one is sending.</summary>
public sealed class SharedKeyRule(IOptions<LeadsOptions> leads) : IValidateOptions<SourcesOptions>
{
    public ValidateOptionsResult Validate(string? name, SourcesOptions options) =>
        options.Count < 2 || leads.Value.ShareFunctionKey ? ValidateOptionsResult.Success : SourcesOptionsValidator.Result(options
            .Where(source => source.Value.Authentication == AuthenticationMethod.FunctionKey)
            .Select(source => Problem($"Sources__{source.Key}")));

    private static string Problem(string setting) =>
        $"{setting}__Authentication is function-key, which with more than one source does not prove which one is sending: set it to "
        + $"query-secret, header-secret or basic with {setting}__SecretName and {setting}__Secrets__0, or set "
            + "Leads__ShareFunctionKey=true.";
}
