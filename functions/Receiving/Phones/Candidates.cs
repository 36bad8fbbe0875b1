namespace AlturBridge.Receiving.Phones;

/// <summary>Every way to read a written number that the options know. Which is meant is not decided here.</summary>
internal static class Candidates
{
    public static IEnumerable<Candidate> Of(WrittenNumber written, PhoneOptions options)
    {
        if (written.HasPlus)
        {
            return [Candidate.International(written.Digits, written.ParenthesisedZero, options)];
        }

        var abroad = AfterInternationalPrefix(written, options);
        return options.DefaultCallingCode is { Length: > 0 } code ? [.. abroad, .. AfterCallingCode(written, code, options), .. Within(written, code, options)] : abroad;
    }

    private static IEnumerable<Candidate> AfterInternationalPrefix(WrittenNumber written, PhoneOptions options) => options.InternationalPrefixes
        .Where(prefix => prefix.Length > 0 && written.Digits.StartsWith(prefix, StringComparison.Ordinal))
        .Select(prefix => Candidate.International(written.Digits[prefix.Length..], written.ParenthesisedZero - prefix.Length, options));

    private static IEnumerable<Candidate> AfterCallingCode(WrittenNumber written, string code, PhoneOptions options)
    {
        if (!written.Digits.StartsWith(code, StringComparison.Ordinal))
        {
            yield break;
        }

        var national = written.Digits[code.Length..];
        var length = written.ParenthesisedZero == code.Length ? national.Length - 1 : national.Length;
        if (options.NationalLengths.Contains(length) || (code == CallingCodes.Mexico && MexicanNumbers.HasMobilePrefix(national)))
        {
            yield return Candidate.International(written.Digits, written.ParenthesisedZero, options);
        }
    }

    private static IEnumerable<Candidate> Within(WrittenNumber written, string code, PhoneOptions options)
    {
        if (written.ParenthesisedZero is not null)
        {
            yield break;
        }

        if (options.NationalLengths.Contains(written.Digits.Length))
        {
            yield return Candidate.International(code + written.Digits, null, options);
        }

        if (options.TrunkPrefix is { Length: > 0 } trunk && written.Digits.StartsWith(trunk, StringComparison.Ordinal)
            && options.NationalLengths.Contains(written.Digits.Length - trunk.Length))
        {
            yield return Candidate.International(code + written.Digits[trunk.Length..], null, options);
        }

        if (code == CallingCodes.Mexico && MexicanNumbers.WithoutFormerPrefix(written.Digits) is { } modern)
        {
            yield return Candidate.International(code + modern, null, options);
        }
    }
}
