using AlturBridge.Numbers;

namespace AlturBridge.Receiving.Phones;

/// <summary>Why a text is not a callable number. Each is explained in docs/phone-numbers.md.</summary>
public sealed record PhoneRefusal : PhoneResult
{
    public static readonly PhoneRefusal Missing = new("missing",
        "There is no phone number: map the CRM's field that holds one, and make it required there.");

    public static readonly PhoneRefusal TextTooLong = new("text_too_long",
        "The text is far too long for a phone number: map a field that holds only one number.");

    public static readonly PhoneRefusal NotAnIntegerNumber = new("not_an_integer_number",
        "The phone number was sent as a number with a sign, a fraction or an exponent and may have lost digits: send it as text.");

    public static readonly PhoneRefusal UnexpectedCharacter = new("unexpected_character",
        "The phone number contains letters or signs that no number has: send one number, written with digits, spaces and "
            + "+ ( ) . - / only.");

    public static readonly PhoneRefusal SeveralNumbers = new("several_numbers",
        "The field holds more than one phone number: send the one to call.");

    public static readonly PhoneRefusal Extension = new("extension",
        "The phone number has an extension, which cannot be dialled: send a direct number, or set {0}__DropExtension=true "
            + "to call without it.");

    public static readonly PhoneRefusal PhoneContext = new("phone_context",
        "The phone number has a phone-context, which is not supported: send it with a plus sign and its country code.");

    public static readonly PhoneRefusal NoRegion = new("no_region",
        "The phone number does not say its country: send it with a plus sign and the country code, or set {0}__Region, such as US.");

    public static readonly PhoneRefusal NationalLength = new("national_length",
        "The phone number has a length that numbers of its country do not have: correct it, or send it with a plus sign and its "
            + "country code.");

    public static readonly PhoneRefusal Ambiguous = new("ambiguous",
        "The phone number can be read in two ways that ring different phones: send it with a plus sign and its country code.");

    public static readonly PhoneRefusal TrunkPrefixKept = new("trunk_prefix_kept",
        "The phone number has both its country code and the prefix for calls within that country: remove that prefix "
            + "after the country code.");

    public static readonly PhoneRefusal ParenthesisedZero = new("parenthesised_zero",
        "The phone number has a zero in parentheses that may not be optional: write the number as it is dialled from abroad.");

    public static readonly PhoneRefusal UnknownCallingCode = new("unknown_calling_code",
        "The phone number begins with a country code that no country has: correct it, and check for a plus sign before a number "
            + "without its country code.");

    public static readonly PhoneRefusal TooShort = new("too_short",
        "The phone number has fewer than 7 digits with its country code: send the whole number. Short and emergency "
            + "numbers are never called.");

    public static readonly PhoneRefusal TooLong = new("too_long",
        "The phone number has more than 15 digits with its country code: send one number, without anything after it.");

    public static readonly PhoneRefusal CallingCodeNotAllowed = new("calling_code_not_allowed",
        "The country of the phone number is not among {0}__AllowedCallingCodes: add its calling code if it should be called.");

    public static readonly PhoneRefusal DeniedPrefix = new("denied_prefix",
        "The phone number begins with one of {0}__DeniedPrefixes: remove that entry if it should be called.");

    private readonly string sentence;

    private PhoneRefusal(string code, string sentence)
    {
        Code = code;
        this.sentence = sentence;
    }

    /// <summary>Stable, for programs and dashboards: lower case with underscores.</summary>
    public string Code { get; }

    public static PhoneRefusal Of(NumberObjection objection) => new(objection.Code, objection.Sentence);

    /// <summary>For the person who configures the source: what is wrong and how to fix it. Never any part of the number.</summary>
    /// <param name="setting">Where the source's phone options are set, such as <c>Sources__crm__Phone</c>.</param>
    public string Sentence(string setting) => sentence.Replace("{0}", setting, StringComparison.Ordinal);
}
