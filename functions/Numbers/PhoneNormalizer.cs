using AlturBridge.Messages;

namespace AlturBridge.Numbers;

/// <summary>The result of <see cref="PhoneNormalizer"/>: a number, or a <see cref="PhoneRefusal"/>.</summary>
public abstract record PhoneResult
{
    /// <param name="E164">A plus sign and 7 to 15 digits.</param>
    /// <param name="DroppedExtension">The digits of an extension that will not be dialled; null if none.</param>
    public sealed record Number(string E164, string? DroppedExtension) : PhoneResult;
}

/// <summary>
/// Reads a phone number as people and CRMs write it. Refuses anything without exactly one reading, since a guess rings a stranger's phone.
/// Its own results are read unchanged.
/// </summary>
public static class PhoneNormalizer
{
    /// <summary>In UTF-16 code units. Far more than the longest number with separators and an extension.</summary>
    public const int MaxTextLength = 200;

    public static PhoneResult Read(string? text, PhoneOptions options, AllowedNumbers allowed)
    {
        return text?.Length > MaxTextLength ? PhoneRefusal.TextTooLong
            : !WrittenNumber.TryRead(text ?? string.Empty, out var written, out var refusal) ? refusal
            : written.Extension is not null && !options.DropExtension ? PhoneRefusal.Extension
            : Read(written, options, allowed);
    }

    private static PhoneResult Read(WrittenNumber written, PhoneOptions options, AllowedNumbers allowed)
    {
        var readings = PhoneReadings.Of(written, options.Region).Distinct().ToList();

        // Rules about who may be called apply only to the one reading left: they must not decide how a number is read.
        return readings.FindAll(NumberingPlans.IsAssigned) switch
        {
            [var digits] => Permitted(digits, written, options, allowed),
            [] => readings switch
            {
                [] => written.ParenthesisedZero is null ? PhoneRefusal.NoRegion : PhoneRefusal.ParenthesisedZero,
                [var digits] when written.HasPlus && allowed.Unassigned && PhoneNumber.IsE164($"+{digits}") =>
                    Permitted(digits, written, options, allowed),
                [var digits, ..] => Objection(digits),
            },
            _ => PhoneRefusal.Ambiguous,
        };
    }

    private static PhoneResult Permitted(string digits, WrittenNumber written, PhoneOptions options, AllowedNumbers allowed)
    {
        var codes = options.AllowedCallingCodes;
        var refusal = codes.Count > 0 && !codes.Contains(NumberingPlans.CallingCodeOf(digits) ?? string.Empty)
                ? PhoneRefusal.CallingCodeNotAllowed
            : options.DeniedPrefixes.Any(prefix => digits.StartsWith(prefix, StringComparison.Ordinal)) ? PhoneRefusal.DeniedPrefix
            : allowed.Objection($"+{digits}") is { } objection ? new PhoneRefusal(objection.Sentence)
            : null;

        return refusal is null ? new PhoneResult.Number($"+{digits}", written.Extension) : refusal;
    }

    /// <returns>Why this number cannot exist.</returns>
    private static PhoneRefusal Objection(string digits) => digits.Length switch
    {
        < NumberingPlans.MinDigits => PhoneRefusal.TooShort,
        > NumberingPlans.MaxDigits => PhoneRefusal.TooLong,
        _ when NumberingPlans.CallingCodeOf(digits) is null => PhoneRefusal.UnknownCallingCode,
        _ when NumberingPlans.WithoutMisplacedTrunkPrefix(digits) is not null => PhoneRefusal.TrunkPrefixKept,
        _ when !NumberingPlans.HasPossibleLength(digits) => PhoneRefusal.NationalLength,
        _ => new PhoneRefusal(new NumberObjection.Type(NumberType.Unassigned).Sentence),
    };
}
