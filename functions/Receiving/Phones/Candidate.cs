namespace AlturBridge.Receiving.Phones;

/// <summary>One way to read a written number.</summary>
/// <param name="Digits">Calling code first.</param>
/// <param name="Objection">Why no phone can have this number; null when one can.</param>
internal sealed record Candidate(string Digits, PhoneRefusal? Objection)
{
    /// <summary>Reads digits with their calling code first. A <c>(0)</c> right after it means "not from abroad".</summary>
    public static Candidate International(string digits, int? parenthesisedZero, PhoneOptions options)
    {
        if (parenthesisedZero is { } place)
        {
            if (CallingCodes.Of(digits) is not { } code || code.Length != place || CallingCodes.KeepsItsZero(code))
            {
                return new(digits, PhoneRefusal.ParenthesisedZero);
            }

            digits = digits.Remove(place, 1);
        }

        var modern = MexicanNumbers.Modern(digits, options);
        return new(modern, NumberingPlan.Objection(modern, options));
    }
}
