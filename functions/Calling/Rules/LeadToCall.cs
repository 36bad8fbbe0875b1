using NodaTime;

namespace AlturBridge.Calling.Rules;

/// <summary>What the rules need to know about a lead.</summary>
/// <param name="Number">In E.164 form.</param>
/// <param name="Zones">The time zones the person may be in; empty if unknown.</param>
/// <param name="CallBy">When the lead becomes too old to be called.</param>
/// <param name="MustNotBeCalled">Whether the number is on the do-not-call list.</param>
public sealed record LeadToCall(string Number, IReadOnlyList<DateTimeZone> Zones, DateTimeOffset CallBy, bool MustNotBeCalled = false);
