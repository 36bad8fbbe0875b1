using System.ComponentModel.DataAnnotations;
using AlturBridge.Calling.Rules;
using AlturBridge.Numbers;
using Microsoft.Extensions.Options;

namespace AlturBridge.Calling;

public sealed class CallingOptions : IValidatableObject
{
    public const int MostLanes = 512;

    /// <summary>The most requests to Altur in flight at once, across all instances.</summary>
    public int Lanes { get; set; } = 16;

    /// <summary>The minimum time between the starts of two calls in one lane; zero for no limit.</summary>
    public TimeSpan Pace { get; set; } = TimeSpan.Zero;

    /// <summary>
    /// How many attempts may fail, while Altur places other leads' calls, before a lead is dead-lettered as <c>AlturUnavailable</c>.
    /// </summary>
    public int MaxAttempts { get; set; } = 10;

    /// <summary>The only country codes that are called, whatever a source allows; empty for all countries.</summary>
    public IList<string> AllowedCallingCodes { get; } = [];

    /// <summary>The only number types that are called; empty for <see cref="AllowedNumbers.Usual"/>.</summary>
    public IList<NumberType> AllowedTypes { get; } = [];

    /// <summary>When people may be called, by day or range of days: <c>Mon_Fri</c> is <c>08:00-20:00</c>. Empty for any time.</summary>
    public IDictionary<string, string> Hours { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Days without calls, such as <c>2026-12-25</c>.</summary>
    public IList<string> Closed { get; } = [];

    /// <summary>The minimum time between two calls to one number; zero for none.</summary>
    public TimeSpan MinGap { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The most calls to one number within 24 hours; 0 for no limit.</summary>
    public int MaxPerDay { get; set; } = 10;

    /// <summary>The most calls by the whole bridge within 24 hours; 0 for no limit. Each lane has its own share.</summary>
    public int Budget { get; set; }

    /// <summary>Whether a do-not-call list is kept and checked before each call.</summary>
    public bool DoNotCall { get; set; }

    /// <summary>The secret for the list's keyed hashes; empty for <c>Altur__ApiKey</c>.</summary>
    public string DoNotCallSecret { get; set; } = string.Empty;

    /// <summary>The rules built from these settings, which must be valid.</summary>
    public CallRules ToRules() =>
        new(
            HoursReader.Read(Hours, Closed, []),
            new CallLimits(MinGap, MaxPerDay, Budget, Lanes),
            new AllowedNumbers(AllowedTypes, AllowedCallingCodes));

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
            yield return new(
                $"Calling__AllowedCallingCodes__{index} must be a calling code in use, without a plus sign, such as 1 or 52.");
        }

        var mistakes = new List<string>();
        _ = HoursReader.Read(Hours, Closed, mistakes);
        foreach (var mistake in mistakes)
        {
            yield return new(mistake);
        }

        if (MinGap < TimeSpan.Zero || MinGap > TimeSpan.FromDays(14))
        {
            yield return new("Calling__MinGap must be from 00:00:00 to 14.00:00:00.");
        }

        if (MaxPerDay is < 0 or > 1000)
        {
            yield return new("Calling__MaxPerDay must be a whole number from 0 (no limit) to 1000.");
        }

        if (Budget != 0 && (Budget < Lanes || Budget > (long)Lanes * CallHistory.Capacity))
        {
            yield return new($"Calling__Budget must be 0 (no limit), or from {Lanes} to {(long)Lanes * CallHistory.Capacity}: each of "
                + $"the {Lanes} lanes keeps its share, and counts up to {CallHistory.Capacity} calls.");
        }

        if (MaxAttempts is < 1 or > 50)
        {
            yield return new("Calling__MaxAttempts must be a whole number from 1 to 50.");
        }
    }
}

[OptionsValidator]
public sealed partial class CallingOptionsValidator : IValidateOptions<CallingOptions>;
