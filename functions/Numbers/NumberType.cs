namespace AlturBridge.Numbers;

/// <summary>What kind of line a number is, for the setting <c>Calling__AllowedTypes</c>.</summary>
public enum NumberType
{
    /// <summary>A landline, or any number where mobile ones cannot be told apart, as in North America.</summary>
    Fixed,
    Mobile,
    Voip,
    Personal,
    TollFree,
    SharedCost,
    PremiumRate,
    Pager,
    Voicemail,

    /// <summary>One number for all of a company's offices.</summary>
    UniversalAccess,

    /// <summary>Satellite phones and other networks without a country: 870, 878, 881, 882, 883, 888.</summary>
    Satellite,

    /// <summary>A number that its country's numbering plan does not have.</summary>
    Unassigned,
}
