namespace AlturBridge.Operating.DeadLetters;

public sealed record SkippedDeadLetter(string Id, string Why);
