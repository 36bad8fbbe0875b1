namespace AlturBridge.Testing.Fuzz;

/// <summary>The intake broke a promise on a request.</summary>
public sealed class BrokenPromiseException(string message, Exception? innerException = null) : Exception(message, innerException);
