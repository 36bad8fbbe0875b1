namespace AlturBridge.Receiving.Templates;

/// <summary>A template that cannot be compiled, or fails on a payload. The message is a sentence for the person who wrote it.</summary>
public sealed class TemplateException(string message, Exception? innerException = null) : Exception(message, innerException);
