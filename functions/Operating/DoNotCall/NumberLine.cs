using AlturBridge.Messages;

namespace AlturBridge.Operating.DoNotCall;

/// <summary>A number as a person wrote it for the do-not-call list.</summary>
public static class NumberLine
{
    public const string Problem = "It must be a phone number with its plus sign and country code, such as +525555550143.";

    /// <returns>
    /// In E.164 form; null for anything else. The country of a number is never guessed: the wrong person would be spared.
    /// </returns>
    public static string? Read(string text)
    {
        var number = string.Concat(text.Where(static character => !char.IsWhiteSpace(character) && !"().-/".Contains(character)));
        return PhoneNumber.IsE164(number) ? number : null;
    }
}
