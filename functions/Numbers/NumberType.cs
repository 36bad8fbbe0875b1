namespace AlturBridge.Numbers;

/// <summary>What kind of line a number is, for the setting <c>Calling__AllowedTypes</c>.</summary>
public enum NumberType
{
    /// <summary>A line at a place, also where mobile numbers cannot be told apart, as in North America.</summary>
    Fixed,
    Mobile,
    Voip,
    Personal,
    TollFree,
    SharedCost,
    PremiumRate,
    Pager,
    Voicemail,

    /// <summary>One number for all the offices of a company.</summary>
    UniversalAccess,

    /// <summary>Satellite phones and other networks of no country: 870, 878, 881, 882, 883, 888.</summary>
    Satellite,

    /// <summary>A number that its country's numbering plan does not have.</summary>
    Unassigned,
}
