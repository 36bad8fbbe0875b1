using System.Globalization;

namespace AlturBridge.Receiving.Authentication;

/// <summary>Limits how long a copied request can be replayed.</summary>
/// <param name="What">Where the timestamp is, for a sentence.</param>
/// <param name="Unit">The unit counted since 1970.</param>
/// <param name="Tolerance">The largest accepted distance from this clock, in either direction.</param>
public sealed record TimestampRule(string What, TimestampUnit Unit, TimeSpan Tolerance)
{
    /// <summary>Enough for milliseconds until the year 33658, and small enough to be multiplied by a thousand.</summary>
    private const int MaxDigits = 15;

    /// <returns>Why the timestamp is not accepted; null if it is.</returns>
    public Verdict.Refused? Refusal(string text, DateTimeOffset now, string setting)
    {
        var unit = Unit.ToString().ToLowerInvariant();
        if (!IsNumber(text))
        {
            return new Verdict.Refused($"The {What} is not a whole number of {unit} since 1970: send the current time.");
        }

        var value = long.Parse(text, CultureInfo.InvariantCulture);
        var distance = now.ToUnixTimeMilliseconds() - (Unit == TimestampUnit.Milliseconds ? value : value * 1000);

        return Math.Abs(distance) <= Tolerance.TotalMilliseconds ? null : new Verdict.Refused(
            $"The {What} is more than {Tolerance:c} {(distance > 0 ? "in the past" : "in the future")}: "
            + "send the request again with a fresh signature; "
            + $"if it was fresh, correct the sender's clock, or {setting}__TimestampUnit, which is {unit}.");
    }

    /// <summary>
    /// No leading zero: where the body is signed before the timestamp, its last digit could move over, and the signature would still match.
    /// </summary>
    private static bool IsNumber(string text) =>
        text.Length is > 0 and <= MaxDigits && text.All(char.IsAsciiDigit) && (text[0] != '0' || text.Length == 1);
}
