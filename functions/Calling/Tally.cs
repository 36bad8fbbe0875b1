namespace AlturBridge.Calling;

/// <summary>How many of Altur's answers placed a call, and how many did not, since the process started.</summary>
public readonly record struct Tally(long Placed, long Failed);
