using System.Globalization;

namespace AlturBridge.Receiving.Leads;

/// <summary>When a lead asks to be called: a time, or a wait after it is received.</summary>
public static class CallTime
{
    private static readonly string[] Times = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>With seconds: 09:00 is as likely a time of day.</summary>
    private static readonly string[] Waits = [@"hh\:mm\:ss", @"d\.hh\:mm\:ss"];

    /// <summary>More than any lead may wait. A longer wait could exceed <see cref="DateTimeOffset.MaxValue"/>.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <returns>Null if the text is neither an ISO time with its offset nor a wait such as <c>00:05:00</c>.</returns>
    public static DateTimeOffset? Parse(string text, DateTimeOffset receivedAt)
    {
        if (TimeSpan.TryParseExact(text, Waits, CultureInfo.InvariantCulture, out var wait))
        {
            return receivedAt + (wait < Longest ? wait : Longest);
        }

        // Without an offset, a time would be in the reader's zone.
        return DateTime.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
            && time.Kind != DateTimeKind.Unspecified ? new DateTimeOffset(time) : null;
    }
}
