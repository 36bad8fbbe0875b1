using System.Globalization;

namespace AlturBridge.Receiving.Authentication;

/// <summary>Limits for how long a copied request can be sent again.</summary>
/// <param name="What">Where the timestamp stands, for a sentence.</param>
/// <param name="Unit">What it counts since 1970.</param>
/// <param name="Tolerance">The largest distance from this clock that is accepted, in both directions.</param>
public sealed record TimestampRule(string What, TimestampUnit Unit, TimeSpan Tolerance)
{
    /// <summary>Enough for milliseconds until the year 33658, and small enough to be multiplied by a thousand.</summary>
    private const int MaxDigits = 15;

    /// <returns>Why the timestamp is not accepted; null when it is.</returns>
    public Verdict.Refused? Refusal(string text, DateTimeOffset now, string setting)
    {
        var unit = Unit.ToString().ToLowerInvariant();
        if (!IsNumber(text))
        {
            return new Verdict.Refused($"The {What} is not a whole number of {unit} since 1970: send the time of sending.");
        }

        var value = long.Parse(text, CultureInfo.InvariantCulture);
        var distance = now.ToUnixTimeMilliseconds() - (Unit == TimestampUnit.Milliseconds ? value : value * 1000);

        return Math.Abs(distance) <= Tolerance.TotalMilliseconds ? null : new Verdict.Refused(
            $"The {What} is more than {Tolerance:c} {(distance > 0 ? "in the past" : "in the future")}: "
            + "send the request again with a fresh signature; "
            + $"if it was fresh, set the sender's clock right, or {setting}__TimestampUnit, which is {unit}.");
    }

    /// <summary>
    /// No leading zero: a digit of a body that stands before the timestamp could become one, and both would still be signed.
    /// </summary>
    private static bool IsNumber(string text) =>
        text.Length is > 0 and <= MaxDigits && text.All(char.IsAsciiDigit) && (text[0] != '0' || text.Length == 1);
}
