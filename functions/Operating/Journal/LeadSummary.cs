using AlturBridge.Messages;

namespace AlturBridge.Operating.Journal;

/// <param name="Id">The lead.</param>
/// <param name="Source">Who sent it.</param>
/// <param name="Reference">The CRM's own id of it.</param>
/// <param name="State">Where it is.</param>
/// <param name="ReceivedAt">When it was accepted.</param>
/// <param name="At">Since when it is in this state.</param>
/// <param name="Until">When it may be called, if it is put off.</param>
/// <param name="Rule">The setting that put it off.</param>
public sealed record LeadSummary(
    string Id, string Source, string? Reference, LeadState State, DateTimeOffset ReceivedAt, DateTimeOffset At,
    DateTimeOffset? Until = null, string? Rule = null);
