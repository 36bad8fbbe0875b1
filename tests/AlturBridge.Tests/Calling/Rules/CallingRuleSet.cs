using AlturBridge.Calling;
using AlturBridge.Calling.Rules;
using AlturBridge.Numbers;

namespace AlturBridge.Tests.Calling.Rules;

/// <summary>Realistic rules, and leads to apply them to.</summary>
internal static class CallingRuleSet
{
    public const string Number = "+12025550143";

    public static CallRules Of(params (string Name, string Value)[] settings) => Of(Options(settings));

    public static CallRules Of(CallingOptions options) => options.ToRules();

    public static CallingOptions Options(params (string Name, string Value)[] settings)
    {
        var options = new CallingOptions { MinGap = TimeSpan.Zero, MaxPerDay = 0, Lanes = 1 };
        foreach (var (name, value) in settings)
        {
            options.Hours[name] = value;
        }

        return options;
    }

    public static LeadToCall Lead(string zone = "UTC", string callBy = "2027-01-01T00:00Z", string number = Number) =>
        new(number, [IanaZones.Find(zone)!], At(callBy));

    public static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
