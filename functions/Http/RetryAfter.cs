using System.Net.Http.Headers;

namespace AlturBridge.Http;

public static class RetryAfter
{
    /// <summary>The wait a server asks for (RFC 9110, 10.2.3: seconds or a date), never negative; null if it asks for none.</summary>
    public static TimeSpan? From(RetryConditionHeaderValue? header, DateTimeOffset now)
    {
        var wait = header?.Delta ?? (header?.Date - now);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
