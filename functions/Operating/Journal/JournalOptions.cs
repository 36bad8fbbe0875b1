using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AlturBridge.Operating.Journal;

public sealed class JournalOptions : IValidatableObject
{
    /// <summary>False keeps no journal.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How long a lead is remembered.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Retention < TimeSpan.FromDays(1) || Retention > TimeSpan.FromDays(3650))
        {
            yield return new("Journal__Retention must be from 1.00:00:00 to 3650.00:00:00, such as 30.00:00:00 for thirty days.");
        }
    }
}

[OptionsValidator]
public sealed partial class JournalOptionsValidator : IValidateOptions<JournalOptions>;
