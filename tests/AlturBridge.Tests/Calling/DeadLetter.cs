namespace AlturBridge.Tests.Calling;

internal sealed record DeadLetter(string Reason, string Description, IReadOnlyDictionary<string, object> Properties);
