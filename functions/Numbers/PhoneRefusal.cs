namespace AlturBridge.Numbers;

/// <summary>Why a text is not a callable number. docs/phone-numbers.md has examples.</summary>
/// <param name="Text">One sentence; <c>{0}</c> stands for the name of the source's phone settings.</param>
public sealed record PhoneRefusal(string Text) : PhoneResult
{
    public static readonly PhoneRefusal Missing = new(
        "There is no phone number: map the CRM's field that holds one, and make it required there.");

    public static readonly PhoneRefusal TextTooLong = new(
        "The text is far too long for a phone number: map a field that holds only one number.");

    public static readonly PhoneRefusal NotAnIntegerNumber = new(
        "The phone number was sent as a number with a sign, a fraction or an exponent and may have lost digits: send it as text.");

    public static readonly PhoneRefusal UnexpectedCharacter = new(
        "The phone number contains characters that do not belong in a phone number: send one number, written with digits, spaces and "
            + "+ ( ) . - / only.");

    public static readonly PhoneRefusal SeveralNumbers = new(
        "The field holds more than one phone number: send the one to call.");

    public static readonly PhoneRefusal Extension = new(
        "The phone number has an extension, which cannot be dialled: send a direct number, or set {0}__DropExtension=true "
            + "to call without it.");

    public static readonly PhoneRefusal PhoneContext = new(
        "The phone number has a phone-context, which is not supported: send it with a plus sign and its country code.");

    public static readonly PhoneRefusal NoRegion = new(
        "The phone number does not say its country: send it with a plus sign and the country code, or set {0}__Region, such as US.");

    public static readonly PhoneRefusal NationalLength = new(
        "The phone number has a length that numbers of its country do not have: correct it; if its country code is missing, send it "
            + "with a plus sign and that code.");

    public static readonly PhoneRefusal Ambiguous = new(
        "The phone number can be read in two ways that ring different phones: send it with a plus sign and its country code.");

    public static readonly PhoneRefusal TrunkPrefixKept = new(
        "The phone number has both its country code and the prefix for calls within that country: remove that prefix "
            + "after the country code.");

    public static readonly PhoneRefusal ParenthesisedZero = new(
        "The phone number has a zero in parentheses that may not be optional: write the number as it is dialled from abroad.");

    public static readonly PhoneRefusal UnknownCallingCode = new(
        "The phone number begins with a country code that no country has: correct it, and check for a plus sign before a number "
            + "without its country code.");

    public static readonly PhoneRefusal TooShort = new(
        "The phone number has fewer than 7 digits with its country code: send the whole number. Short and emergency "
            + "numbers are never called.");

    public static readonly PhoneRefusal TooLong = new(
        "The phone number has more than 15 digits with its country code: send one number, without anything after it.");

    public static readonly PhoneRefusal CallingCodeNotAllowed = new(
        "The country of the phone number is not among {0}__AllowedCallingCodes: add its calling code if it should be called.");

    public static readonly PhoneRefusal DeniedPrefix = new(
        "The phone number begins with one of {0}__DeniedPrefixes: remove that entry if it should be called.");

    /// <summary>For the person who configures the source: what is wrong and how to fix it. Never any part of the number.</summary>
    /// <param name="setting">Where the source's phone options are set, such as <c>Sources__crm__Phone</c>.</param>
    public string Sentence(string setting) => Text.Replace("{0}", setting, StringComparison.Ordinal);
}
