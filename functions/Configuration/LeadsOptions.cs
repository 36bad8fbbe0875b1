using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AlturBridge.Configuration;

public sealed class LeadsOptions : IValidatableObject
{
    /// <summary>A lead that has waited longer than this is dead-lettered, not called.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// With more than one source, the least time between two leads of one source in a lane, so that other sources get their turn in
    /// between. As long as Altur takes to answer, or a little longer; zero takes leads in order of arrival.
    /// </summary>
    public TimeSpan Spacing { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Lets several sources rely on the function key alone: anyone who has it can post leads as any of them.</summary>
    public bool ShareFunctionKey { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MaxAge < TimeSpan.FromMinutes(1) || MaxAge > TimeSpan.FromDays(14))
        {
            yield return new("Leads__MaxAge must be from 00:01:00 to 14.00:00:00, such as 1.00:00:00 for a day.");
        }

        if (Spacing < TimeSpan.Zero || Spacing > TimeSpan.FromMinutes(1))
        {
            yield return new("Leads__Spacing must be from 00:00:00 to 00:01:00, such as 00:00:02.");
        }
    }
}

[OptionsValidator]
public sealed partial class LeadsOptionsValidator : IValidateOptions<LeadsOptions>;
