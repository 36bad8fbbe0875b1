using System.Globalization;
using AlturBridge.Configuration;

namespace AlturBridge.Sandbox.Run;

public static class Duration
{
    private static readonly (string Unit, double Milliseconds)[] Units = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)];

    /// <summary>Reads <c>200ms</c>, <c>2s</c>, <c>5m</c>, <c>1h</c> or <c>00:00:02</c>.</summary>
    /// <exception cref="FormatException">It is none of these; the message shows valid ones.</exception>
    public static TimeSpan Parse(string text)
    {
        foreach (var (unit, milliseconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(
                    text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number * milliseconds <= TimeSpan.FromDays(1).TotalMilliseconds)
            {
                return TimeSpan.FromMilliseconds(number * milliseconds);
            }
        }

        return Durations.TryParse(text, out var duration) && duration >= TimeSpan.Zero
            ? duration
            : throw new FormatException($"'{text}' is not a duration of at most a day; write 200ms, 2s or 5m.");
    }
}
