using AlturBridge.Messages;

namespace AlturBridge.Receiving.Leads;

/// <summary>The CRM's own id of a lead. It travels through queues, logs and headers, so it must reveal nothing about the person.</summary>
internal static class CrmReference
{
    /// <summary>In characters: a URL of the lead is an id too.</summary>
    public const int MaxLength = 200;

    public static bool IsOpaque(string reference, string phoneNumberTo) =>
        reference.Length <= MaxLength
        && reference.All(character => character is > ' ' and <= '~' and not '@')
        && !PhoneNumber.IsE164(reference)
        && !IsNumber(string.Concat(reference.Where(char.IsAsciiDigit)), phoneNumberTo);

    /// <summary>The lead's number with or without its country code, with any separators.</summary>
    private static bool IsNumber(string digits, string phoneNumberTo) =>
        digits.Length >= 7
        && (phoneNumberTo.EndsWith(digits, StringComparison.Ordinal) || digits.EndsWith(phoneNumberTo[1..], StringComparison.Ordinal));
}
