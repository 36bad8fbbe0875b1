using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AlturBridge.Configuration;

public sealed class LeadsOptions : IValidatableObject
{
    /// <summary>A lead that has waited longer than this is dead-lettered, not called.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(1);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MaxAge < TimeSpan.FromMinutes(1) || MaxAge > TimeSpan.FromDays(14))
        {
            yield return new("Leads__MaxAge must be from 00:01:00 to 14.00:00:00, such as 1.00:00:00 for a day.");
        }
    }
}

[OptionsValidator]
public sealed partial class LeadsOptionsValidator : IValidateOptions<LeadsOptions>;
