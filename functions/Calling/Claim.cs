namespace AlturBridge.Calling;

/// <summary>The word that a message is being dialled, written before the POST.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="At">When it was claimed.</param>
/// <param name="Answer">Altur's Call record once the call was placed: from then on the lead is only handed on.</param>
public sealed record Claim(string MessageId, DateTimeOffset At, ReadOnlyMemory<byte>? Answer = null);
