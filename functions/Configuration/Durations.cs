using System.Globalization;

namespace AlturBridge.Configuration;

public static class Durations
{
    /// <summary>
    /// Reads <c>00:05:00</c> or <c>1.00:00:00</c>. Others read <c>48:00:00</c> as 48 days and <c>12</c> as 12: those are refused.
    /// </summary>
    public static bool TryParse(string text, out TimeSpan duration) =>
        TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out duration) && text.Contains(':', StringComparison.Ordinal);
}
