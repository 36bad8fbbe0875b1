namespace AlturBridge.Operating.DeadLetters;

/// <summary>The dead letters of one queue and reason.</summary>
/// <param name="Queue">Where they died.</param>
/// <param name="Reason">Why.</param>
/// <param name="Called">Whether a call was placed: the most likely case among them.</param>
/// <param name="Count">How many.</param>
/// <param name="Oldest">When the oldest was put on the queue.</param>
/// <param name="Example">The description of the last one.</param>
public sealed record DeadLetterGroup(string Queue, string Reason, WasCalled Called, int Count, DateTimeOffset Oldest, string Example);
