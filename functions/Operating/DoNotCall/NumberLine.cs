using AlturBridge.Numbers;

namespace AlturBridge.Operating.DoNotCall;

/// <summary>A number as a person wrote it for the do-not-call list.</summary>
public static class NumberLine
{
    public const string Problem =
        "It must be a phone number as it is dialled from abroad, with its plus sign and country code, such as +525555550143.";

    private static readonly PhoneOptions NoRegion = new();

    /// <summary>A number may be listed before its country's plan has it.</summary>
    private static readonly AllowedNumbers All = new(Enum.GetValues<NumberType>(), []);

    /// <returns>
    /// The number that intake reads, or the list would not stop the call; null for anything else. The country of a number is never guessed:
    /// the wrong person would be spared.
    /// </returns>
    public static string? Read(string text) =>
        PhoneNormalizer.Read(text.Trim(), NoRegion, All) is PhoneResult.Number { E164: var number }
            && NumberingPlans.WithoutMisplacedTrunkPrefix(number[1..]) is null
            ? number
            : null;
}
