namespace AlturBridge.Calling;

/// <summary>How many answers of Altur placed a call, and how many did not, since the process began.</summary>
public readonly record struct Tally(long Placed, long Failed);
