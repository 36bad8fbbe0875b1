namespace AlturBridge.Receiving.Phones;

/// <summary>Why a text is no number to call. Each is explained in docs/phone-numbers.md.</summary>
public sealed record PhoneRefusal
{
    public static readonly PhoneRefusal Missing = new("missing",
        "There is no phone number: map the field of the CRM that holds one, and make it required there.");

    public static readonly PhoneRefusal TextTooLong = new("text_too_long",
        "The text is far too long for a phone number: map a field that holds one number and nothing else.");

    public static readonly PhoneRefusal NotAnIntegerNumber = new("not_an_integer_number",
        "The phone number was sent as a number with a sign, a fraction or an exponent and may have lost digits: send it as text.");

    public static readonly PhoneRefusal UnexpectedCharacter = new("unexpected_character",
        "The phone number has letters or signs in it that no number has: send one number, written with digits, spaces and + ( ) . - / only.");

    public static readonly PhoneRefusal SeveralNumbers = new("several_numbers",
        "The field holds more than one phone number: send the one to call.");

    public static readonly PhoneRefusal Extension = new("extension",
        "The phone number has an extension, which cannot be dialled: send a direct number, or set Phone__OnExtension to Drop to call without it.");

    public static readonly PhoneRefusal PhoneContext = new("phone_context",
        "The phone number has a phone-context, which is not read: send it with a plus sign and its country code.");

    public static readonly PhoneRefusal NoCallingCode = new("no_calling_code",
        "The phone number does not say its country: send it with a plus sign and the country code, or set Phone__DefaultCallingCode and Phone__NationalLengths.");

    public static readonly PhoneRefusal NationalLength = new("national_length",
        "The phone number has a length that numbers of the default country do not have: mend it, send it with a plus sign and its country code, or correct Phone__NationalLengths.");

    public static readonly PhoneRefusal Ambiguous = new("ambiguous",
        "The phone number can be read in two ways that ring different phones: send it with a plus sign and its country code.");

    public static readonly PhoneRefusal TrunkPrefixKept = new("trunk_prefix_kept",
        "The phone number has both its country code and the prefix for calls within that country: leave that prefix out after the country code.");

    public static readonly PhoneRefusal ParenthesisedZero = new("parenthesised_zero",
        "The phone number has a zero in parentheses where it is not known to be left out: write the number as it is dialled from abroad.");

    public static readonly PhoneRefusal UnknownCallingCode = new("unknown_calling_code",
        "The phone number begins with a country code that no country has: mend it, and look for a plus sign before a number without its country code.");

    public static readonly PhoneRefusal TooShort = new("too_short",
        "The phone number has fewer than 7 digits with its country code: send the whole number. Short and emergency numbers are never called.");

    public static readonly PhoneRefusal TooLong = new("too_long",
        "The phone number has more than 15 digits with its country code: send one number, without anything after it.");

    public static readonly PhoneRefusal NanpLength = new("nanp_length",
        "The phone number has the country code 1 but not 10 digits after it: send the area code and all of the number.");

    public static readonly PhoneRefusal NanpPattern = new("nanp_pattern",
        "The phone number has an area code or exchange that does not exist in the country code 1: mend it, or send it with the country code it belongs to.");

    public static readonly PhoneRefusal MexicanLength = new("mexican_length",
        "The phone number has the country code 52 but not 10 digits after it: send all 10 digits of the Mexican number.");

    public static readonly PhoneRefusal MexicanPattern = new("mexican_pattern",
        "The phone number has the country code 52 and then a 0 or 1, as no Mexican number of 10 digits has: send all 10 digits, without 01, 044 or 045.");

    public static readonly PhoneRefusal NonGeographic = new("non_geographic",
        "The phone number belongs to a satellite, freephone or other international service, not to a country: add its code to Phone__AllowedCallingCodes if it shall be called.");

    public static readonly PhoneRefusal CallingCodeNotAllowed = new("calling_code_not_allowed",
        "The country of the phone number is not among Phone__AllowedCallingCodes: add its calling code if it shall be called.");

    public static readonly PhoneRefusal DeniedPrefix = new("denied_prefix",
        "The phone number begins with one of Phone__DeniedPrefixes: remove that entry if it shall be called.");

    private PhoneRefusal(string code, string sentence)
    {
        Code = code;
        Sentence = sentence;
    }

    /// <summary>Stable, for programs and dashboards: lower case with underscores.</summary>
    public string Code { get; }

    /// <summary>For the person who configures the source: what is wrong and how to mend it. Never any part of the number.</summary>
    public string Sentence { get; }
}
