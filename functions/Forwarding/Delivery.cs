using System.Net;

namespace AlturBridge.Forwarding;

/// <summary>The result of one attempt to deliver a record.</summary>
/// <param name="Name">Its name in metrics.</param>
public abstract record Delivery(string Name)
{
    public sealed record Delivered() : Delivery("delivered");

    /// <summary>The webhook answered 410: it wants no more deliveries.</summary>
    public sealed record Gone(string Why) : Delivery("gone");

    /// <summary>To be retried, at the earliest after <paramref name="RetryAfter"/>.</summary>
    public sealed record Failed(string Why, TimeSpan? RetryAfter, HttpStatusCode? Status = null) : Delivery("failed");
}
