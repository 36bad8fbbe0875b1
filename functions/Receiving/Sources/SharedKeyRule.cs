using AlturBridge.Configuration;
using AlturBridge.Receiving.Authentication;
using Microsoft.Extensions.Options;

namespace AlturBridge.Receiving.Sources;

/// <summary>The function key opens every source's route: with several sources it does not prove which one is sending.</summary>
public sealed class SharedKeyRule(IOptions<LeadsOptions> leads) : IValidateOptions<SourcesOptions>
{
    public ValidateOptionsResult Validate(string? name, SourcesOptions options)
    {
        var problems = options.Count < 2 || leads.Value.ShareFunctionKey ? [] : options
            .Where(source => source.Value.Authentication == AuthenticationMethod.FunctionKey)
            .Select(source => Problem($"Sources__{source.Key}"))
            .ToList();

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static string Problem(string setting) =>
        $"{setting}__Authentication is function-key, which with more than one source does not prove which one is sending: set it to "
            + "query-secret, "
        + $"header-secret or basic with {setting}__SecretName and {setting}__Secrets__0, or set Leads__ShareFunctionKey=true.";
}
