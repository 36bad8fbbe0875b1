using System.Net;

namespace AlturBridge.Forwarding;

/// <summary>What one attempt to deliver a record came to.</summary>
/// <param name="Name">As it is counted.</param>
public abstract record Delivery(string Name)
{
    public sealed record Delivered() : Delivery("delivered");

    /// <summary>The webhook answered 410: it wants no more.</summary>
    public sealed record Gone(string Why) : Delivery("gone");

    /// <summary>To be tried again, at the earliest after <paramref name="RetryAfter"/>.</summary>
    public sealed record Failed(string Why, TimeSpan? RetryAfter, HttpStatusCode? Status = null) : Delivery("failed");
}
