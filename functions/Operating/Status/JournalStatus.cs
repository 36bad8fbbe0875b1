namespace AlturBridge.Operating.Status;

/// <param name="FailingSince">Since when nothing could be written; null while it can.</param>
/// <param name="Lost">Events of this instance that are missing from the journal.</param>
public sealed record JournalStatus(DateTimeOffset? FailingSince, long Lost);
