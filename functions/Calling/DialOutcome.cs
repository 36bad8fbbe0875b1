using System.Net;
using AlturBridge.Messages;

namespace AlturBridge.Calling;

/// <summary>The outcome of one POST to Altur, from the point of view of the person whose phone may have rung.</summary>
/// <param name="Name">Its name in metrics.</param>
public abstract record DialOutcome(string Name)
{
    /// <summary>For the log: one sentence without what Altur wrote, which may repeat the lead.</summary>
    public string Summary => this switch
    {
        Placed => "A call was placed.",
        PlacedUnreadable => "A call was placed, but its record cannot be read.",
        Refused { Status: var status } => LeadEvent.Answered("Altur", status),
        NotPlaced { Status: { } status } => LeadEvent.Answered("Altur", status),
        Unknown { Status: { } status } => LeadEvent.Answered("Altur", status),
        NotPlaced { Why: var why } => PhoneNumber.Mask(why),
        _ => PhoneNumber.Mask(((Unknown)this).Why),
    };

    /// <summary>A call was placed; <paramref name="Record"/> is Altur's answer, byte for byte.</summary>
    public sealed record Placed(BinaryData Record) : DialOutcome("placed");

    /// <summary>A call was placed, but the answer is not a usable Call record.</summary>
    public sealed record PlacedUnreadable(string Why) : DialOutcome("unreadable");

    /// <summary>Certainly no call; it may be retried, at the earliest after <paramref name="RetryAfter"/>.</summary>
    public sealed record NotPlaced(string Why, TimeSpan? RetryAfter, HttpStatusCode? Status = null) : DialOutcome("not_placed")
    {
        /// <summary>Our key, credit or agent was rejected. Unlike overload, this does not go away on its own.</summary>
        public bool IsDenied => Status is HttpStatusCode.Unauthorized or HttpStatusCode.PaymentRequired or HttpStatusCode.Forbidden;
    }

    /// <summary>Certainly no call, and the same request would be refused again.</summary>
    public sealed record Refused(HttpStatusCode Status, string Answer) : DialOutcome("refused");

    /// <summary>The request was sent, and it is unknown whether the phone rang.</summary>
    public sealed record Unknown(string Why, HttpStatusCode? Status = null) : DialOutcome("unknown");
}
