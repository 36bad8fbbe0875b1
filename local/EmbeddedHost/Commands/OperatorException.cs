namespace AlturBridge.EmbeddedHost.Commands;

/// <summary>A command failed. The message is for the person who ran it.</summary>
public sealed class OperatorException(string message, Exception? innerException = null) : Exception(message, innerException);
