using AlturBridge.Messages;

namespace AlturBridge.Receiving.Phones;

/// <summary>
/// Reads a phone number as people and CRMs write it. It refuses whatever has not exactly one reading, since a guess rings a stranger's phone.
/// Its own results are read unchanged.
/// </summary>
public static class PhoneNormalizer
{
    /// <summary>In UTF-16 code units. Far more than the longest number with all its separators and an extension.</summary>
    public const int MaxTextLength = 200;

    public static PhoneReading Read(string? text, PhoneOptions options)
    {
        if (text is null)
        {
            return new PhoneReading.Refused(PhoneRefusal.Missing);
        }

        if (text.Length > MaxTextLength)
        {
            return new PhoneReading.Refused(PhoneRefusal.TextTooLong);
        }

        if (options.TrustE164 && PhoneNumber.IsE164(text))
        {
            return Permitted(text[1..], extension: null, options);
        }

        return WrittenNumberReader.TryRead(text, out var written, out var refusal) ? Read(written, options) : new PhoneReading.Refused(refusal);
    }

    private static PhoneReading Read(WrittenNumber written, PhoneOptions options)
    {
        if (written.Extension is not null && options.OnExtension == ExtensionHandling.Refuse)
        {
            return new PhoneReading.Refused(PhoneRefusal.Extension);
        }

        var candidates = Candidates.Of(written, options).ToList();
        var possible = candidates.Where(static candidate => candidate.Objection is null).Select(static candidate => candidate.Digits).Distinct().ToList();

        // What may be called is asked only now: a rule about whom to call must not decide how a number is read.
        return possible switch
        {
            [] => new PhoneReading.Refused(candidates.FirstOrDefault()?.Objection ?? NoReading(written, options)),
            [var digits] => Permitted(digits, written.Extension, options),
            _ => new PhoneReading.Refused(PhoneRefusal.Ambiguous),
        };
    }

    private static PhoneRefusal NoReading(WrittenNumber written, PhoneOptions options)
    {
        if (string.IsNullOrEmpty(options.DefaultCallingCode))
        {
            return PhoneRefusal.NoCallingCode;
        }

        return written.ParenthesisedZero is null ? PhoneRefusal.NationalLength : PhoneRefusal.ParenthesisedZero;
    }

    private static PhoneReading Permitted(string digits, string? extension, PhoneOptions options) =>
        Prohibition(digits, options) is { } prohibition ? new PhoneReading.Refused(prohibition) : new PhoneReading.Number($"+{digits}", extension);

    private static PhoneRefusal? Prohibition(string digits, PhoneOptions options)
    {
        // Only a trusted number can be without a calling code that anybody has.
        var code = CallingCodes.Of(digits);
        var isAllowed = code is not null && options.AllowedCallingCodes.Contains(code);
        if (!isAllowed && !options.TrustE164 && CallingCodes.IsService(code!))
        {
            return PhoneRefusal.NonGeographic;
        }

        if (!isAllowed && options.AllowedCallingCodes.Count > 0)
        {
            return PhoneRefusal.CallingCodeNotAllowed;
        }

        return options.DeniedPrefixes.Any(prefix => digits.StartsWith(prefix, StringComparison.Ordinal)) ? PhoneRefusal.DeniedPrefix : null;
    }
}
