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
        && !PhoneNumber.IsIn(reference)
        && !PhoneNumber.IsIn(reference, phoneNumberTo);
}
