using System.Net;

namespace AlturBridge.Calling;

/// <summary>What one POST to Altur came to, seen from the person whose phone may have rung.</summary>
/// <param name="Name">As it is counted.</param>
public abstract record DialOutcome(string Name)
{
    /// <summary>A call was placed; <paramref name="Record"/> is Altur's answer, byte for byte.</summary>
    public sealed record Placed(BinaryData Record) : DialOutcome("placed");

    /// <summary>A call was placed, but the answer is not a Call record that can be handed on.</summary>
    public sealed record PlacedUnreadable(string Why) : DialOutcome("unreadable");

    /// <summary>Surely no call; it may be tried again, at the earliest after <paramref name="RetryAfter"/>.</summary>
    public sealed record NotPlaced(string Why, TimeSpan? RetryAfter, HttpStatusCode? Status = null) : DialOutcome("not_placed")
    {
        /// <summary>Our key, credit or agent was turned away. What fails by load passes; this does not pass by itself.</summary>
        public bool IsDenied => Status is HttpStatusCode.Unauthorized or HttpStatusCode.PaymentRequired or HttpStatusCode.Forbidden;
    }

    /// <summary>Surely no call, and the same request would be refused again.</summary>
    public sealed record Refused(HttpStatusCode Status, string Answer) : DialOutcome("refused");

    /// <summary>The request went out and nobody knows whether the phone rang.</summary>
    public sealed record Unknown(string Why, HttpStatusCode? Status = null) : DialOutcome("unknown");
}
