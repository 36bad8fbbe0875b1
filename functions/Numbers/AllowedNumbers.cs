using System.Collections.Frozen;

namespace AlturBridge.Numbers;

/// <summary>
/// Which numbers this bridge calls at all: <c>Calling__AllowedTypes</c> and <c>Calling__AllowedCallingCodes</c>.
/// </summary>
/// <param name="types">The types that are called; empty for <see cref="Usual"/>.</param>
/// <param name="callingCodes">The countries that are called; empty for all.</param>
public sealed class AllowedNumbers(IEnumerable<NumberType> types, IEnumerable<string> callingCodes)
{
    private readonly FrozenSet<NumberType> types = types.Any() ? types.ToFrozenSet() : Usual;
    private readonly FrozenSet<string> callingCodes = callingCodes.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Ordinary lines, which cost what a call to their country costs.</summary>
    public static FrozenSet<NumberType> Usual { get; } = FrozenSet.Create(
        NumberType.Fixed, NumberType.Mobile, NumberType.Voip, NumberType.Personal);

    /// <summary>Whether numbers are called that their country is not known to have.</summary>
    public bool Unassigned => types.Contains(NumberType.Unassigned);

    /// <param name="number">In E.164 form.</param>
    /// <returns>Why it is not called; null if it may be.</returns>
    public NumberObjection? Objection(string number)
    {
        var digits = number[1..];
        if (callingCodes.Count > 0 && (NumberingPlans.CallingCodeOf(digits) is not { } code || !callingCodes.Contains(code)))
        {
            return new NumberObjection.CallingCode();
        }

        return NumberingPlans.TypeOf(digits) is var type && !types.Contains(type) ? new NumberObjection.Type(type) : null;
    }
}
