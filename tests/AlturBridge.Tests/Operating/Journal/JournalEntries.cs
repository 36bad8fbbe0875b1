using AlturBridge.Messages;
using AlturBridge.Operating.Journal;

namespace AlturBridge.Tests.Operating.Journal;

internal static class JournalEntries
{
    public static DateTimeOffset Noon { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <param name="lead">As <c>source:key</c>.</param>
    /// <param name="kind">What happened.</param>
    /// <param name="minutes">When, after noon.</param>
    /// <param name="received">When the lead was accepted, after noon.</param>
    public static JournalEntry Of(string lead, LeadEventKind kind, int minutes = 0, int received = 0) => new()
    {
        Lead = lead,
        Kind = kind,
        At = Noon.AddMinutes(minutes),
        Source = lead[..lead.IndexOf(':', StringComparison.Ordinal)],
        ReceivedAt = Noon.AddMinutes(received),
    };
}
