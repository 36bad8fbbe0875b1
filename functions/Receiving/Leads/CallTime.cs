using System.Globalization;

namespace AlturBridge.Receiving.Leads;

/// <summary>When a lead asks to be called: a time, or a wait after it is received.</summary>
public abstract record CallTime
{
    private static readonly string[] Times = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public abstract DateTimeOffset From(DateTimeOffset receivedAt);

    /// <returns>Null if the text is neither an ISO time with its offset nor a wait such as <c>00:05:00</c>.</returns>
    public static CallTime? Parse(string text)
    {
        if (TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var wait) && wait >= TimeSpan.Zero)
        {
            return new Later(wait);
        }

        // Without an offset, a time would be in the reader's zone.
        return DateTime.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
            && time.Kind != DateTimeKind.Unspecified
            ? new At(new DateTimeOffset(time))
            : null;
    }

    public sealed record At(DateTimeOffset Time) : CallTime
    {
        public override DateTimeOffset From(DateTimeOffset receivedAt) => Time;
    }

    public sealed record Later(TimeSpan Wait) : CallTime
    {
        public override DateTimeOffset From(DateTimeOffset receivedAt) => receivedAt + Wait;
    }
}
