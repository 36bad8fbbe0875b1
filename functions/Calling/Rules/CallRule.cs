namespace AlturBridge.Calling.Rules;

/// <summary>The rules for who to call, when and how often, named after their settings.</summary>
public enum CallRule
{
    AllowedCallingCodes,
    AllowedTypes,
    DoNotCall,
    Hours,
    MinGap,
    MaxPerDay,
    Budget,
}
