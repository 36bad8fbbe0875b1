namespace AlturBridge.Calling.Rules;

/// <summary>The rules of whom to call, when and how often, named as their settings are.</summary>
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
