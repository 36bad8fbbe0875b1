using System.ComponentModel.DataAnnotations;
using AlturBridge.Numbers;
using Microsoft.Extensions.Options;

namespace AlturBridge.Calling;

public sealed class CallingOptions : IValidatableObject
{
    public const int MostLanes = 512;

    /// <summary>How many requests to Altur may be in flight at once, over all instances.</summary>
    public int Lanes { get; set; } = 16;

    /// <summary>The least time between the starts of two calls in one lane; zero for no limit.</summary>
    public TimeSpan Pace { get; set; } = TimeSpan.Zero;

    /// <summary>
    /// How many attempts may fail, while Altur places the calls of other leads, before a lead is dead-lettered as <c>AlturUnavailable</c>.
    /// </summary>
    public int MaxAttempts { get; set; } = 10;

    /// <summary>The only calling codes that are called, whatever a source allows; empty for those of all countries.</summary>
    public IList<string> AllowedCallingCodes { get; } = [];

    /// <summary>The only types of numbers that are called; empty for <see cref="AllowedNumbers.Usual"/>.</summary>
    public IList<NumberType> AllowedTypes { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Lanes is < 1 or > MostLanes)
        {
            yield return new("Calling__Lanes must be a whole number from 1 to 512.");
        }

        if (Pace < TimeSpan.Zero || Pace > TimeSpan.FromMinutes(2))
        {
            yield return new("Calling__Pace must be from 00:00:00 to 00:02:00.");
        }

        foreach (var (index, _) in AllowedCallingCodes.Index().Where(static item => !NumberingPlans.IsCallingCode(item.Item)))
        {
            yield return new($"Calling__AllowedCallingCodes__{index} must be a calling code that is in use, without a plus sign, such as 1 or 52.");
        }

        if (MaxAttempts is < 1 or > 50)
        {
            yield return new("Calling__MaxAttempts must be a whole number from 1 to 50.");
        }
    }
}

[OptionsValidator]
public sealed partial class CallingOptionsValidator : IValidateOptions<CallingOptions>;
