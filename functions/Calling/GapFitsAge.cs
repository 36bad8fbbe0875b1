using AlturBridge.Configuration;
using Microsoft.Extensions.Options;

namespace AlturBridge.Calling;

/// <summary>A lead that had to wait longer than its maximum age would never be called.</summary>
internal sealed class GapFitsAge(IOptions<LeadsOptions> leads) : IValidateOptions<CallingOptions>
{
    public ValidateOptionsResult Validate(string? name, CallingOptions options) => MaxAge is { } maxAge && options.MinGap > maxAge
        ? ValidateOptionsResult.Fail($"Calling__MinGap is {options.MinGap}, longer than Leads__MaxAge ({maxAge}): a second lead for a "
            + "number could never be called. Shorten the first or raise the second.")
        : ValidateOptionsResult.Success;

    /// <summary>Null if invalid, which is reported elsewhere.</summary>
    private TimeSpan? MaxAge
    {
        get
        {
            try
            {
                return leads.Value.MaxAge;
            }
            catch (OptionsValidationException)
            {
                return null;
            }
        }
    }
}
